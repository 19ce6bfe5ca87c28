"""Thanks and praise said in so many words."""

from memnun.understanding.patterns import Pattern

PATTERNS = (
    Pattern(
        "kind:thanks",
        "tesekk tesekur =tsk tskler tskrl tskle tsklr =tesekkurler sagol =sag =eline =ellerine "
        "=elinize =ellerinize =emegi =emegine =emeginize minnet =allah thank =eyvallah",
        r"tes?sek+ur\w*|tsk\w*|sag ?ol\w*|el(?:ine|inize|lerine|lerinize)(?: \w+)? saglik|"
        r"eme[gk]\w+ (?:gecen\w*|saglik)|emeginize\b|minnet\w*|allah razi\w*|thank\w*|eyvallah",
    ),
    Pattern(
        "kind:praise",
        "harika mukemmel super sahane muhtesem muazzam kusursuz bayil efsane enfes fevkalade "
        "olaganustu nefis =helal tebrik =bravo =aferin",
        r"(?!helal(?! olsun))\w+(?: olsun)?",
    ),
    Pattern(
        "kind:praise",
        "=memnun =memnunum =memnunuz =tavsiye =oneririm =oneriyorum =oneririz begendi =sevdim =sevdik =iyi",
        r"memnun(?:um|uz)?(?: (?:kaldi[mk]|oldu[mk]|ayrildi[mk]))?\b(?! (?:degil|kalma|olma|etme|"
        r"etmi))|tavsiye ed(?:er|iyor|il)\w*|oneri\w+|begendi[mk]\b|sevdi[mk]\b|iyi ki \w+",
    ),
)

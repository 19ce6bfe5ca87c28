"""Common given names in Turkey; some are also ordinary words and count only beside a title or a surname."""

GIVEN_NAMES = frozenset(
    """ahmet mehmet mustafa ali huseyin hasan ibrahim ismail osman yusuf murat omer ramazan halil suleyman
    abdullah
    mahmut recep salih fatih kadir emre hakan adem kemal yasar bekir musa metin orhan burak serkan furkan
    gokhan
    huseyin ugur yunus hamza enes arda muhammed muhammet muhammet kerem berat berkay berk bora cem cihan
    caner can
    cengiz cetin davut dogan efe ege emir engin enver ercan erdal erdem eren erhan erkan erol ersin
    ertugrul faruk
    ferhat feyyaz firat fikret gokay gokcen gurkan haluk harun ilhan ilker ilyas ismet kaan kamil kenan
    koray korhan
    levent mert mesut mete mevlut mikail nazim necati nihat oguz oguzhan okan oktay onur ozan ozgur ozkan
    polat rifat
    riza sabri sami samet sedat sefa selcuk selim semih serdar serhat sinan soner suat taha tahsin taner
    tarik tayfun
    tolga tuncay tugrul turgut ufuk umit utku vedat veli volkan yavuz yigit yilmaz zafer zeki ziya yasin
    tamer talha
    fatma ayse emine hatice zeynep elif meryem serife zehra sultan hanife merve havva zeliha esra fadime
    ozlem hulya
    yasemin filiz songul sevim sevgi aysel aynur aylin asli asuman arzu ayfer aysun ayten banu basak belgin
    belma
    berna betul beyza bilge birgul buket burcu busra canan ceren ceyda cigdem defne derya didem dilan
    dilara dilek
    duygu ebru ece eda ela emel esin esma feride fulya gamze gizem gonca gonul gozde gulay gulcan guler
    gulsah gulsen
    gulsum gulten gulhan hacer hande handan hilal irem isil jale kadriye kubra lale leyla mehtap melek
    melike melis
    meltem merih mine muge mujde mukaddes nalan naz nazan nazli nermin neslihan nesrin nihal nilay nilgun
    nilufer
    nisa nuray nurcan nurgul nurhan nursel oya oznur pelin perihan pinar rabia rana reyhan ruya saadet
    saliha seda
    sedef selda selin selma sema semra senem serap sevda sevgul sevil sevinc sibel simge sinem sude sule
    sumeyye
    suna sukran seyma tuba tugba tugce tulay tulin ulku yeliz yesim yildiz zerrin zubeyde
    deniz baris umut""".split()
)
ALSO_WORDS = frozenset(
    """can deniz baris umut sultan sevgi sevinc dilek ece duygu arzu bilge melek hilal gonul lale pinar
    yildiz zafer
    ufuk polat onur ozgur engin doga yigit mert eren kaan sedef nisa naz ela eda ruya simge ege efe arda
    bora berk
    cihan volkan derya filiz gonca isil irem mine melis sude yilmaz yavuz ali veli musa okan utku taha
    sabri dogan
    firat yasar yunus gizem basak oya suna rana erdem umit demet saadet cem mete""".split()
)

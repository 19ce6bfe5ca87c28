"""Plain questions against rhetorical ones: 'İade nasıl yapılır?' is asked, 'Böyle hizmet mi olur?' is a
complaint."""

from memnun.understanding.patterns import Pattern

PATTERNS = (
    Pattern(
        "kind:question",
        "=mi =mu =miyim =miyiz =misiniz =musunuz =muyum =muyuz =midir =mudur =miydi =muydu =mudu "
        "=misin =musun",
        r"m[iu]\w*",
    ),
    Pattern(
        "kind:question",
        "*miyim *siniz *miyiz *muyum *sunuz",
        r"\w{3,}[ae](?:bil)?[iu]r(?:miyim|misiniz|miyiz|musunuz|muyum)\b",
    ),
    Pattern(
        "kind:question",
        "=nasil =nerede =neredeki =neredesiniz =nereden =nereye =neresi =nerde =nerden =kac =kaca "
        "=kacta =kacinci =kactan =kaci =hangi =hangisi =hangileri =kim =kime =kimin =kimden "
        "=kimler =neler =neyle =neye =nereyi =nereler",
        r"(?!nasil (?:bir|bi|olsa)\b)\w+",
    ),
    Pattern(
        "kind:question",
        "=ne",
        r"ne (?:zaman(?!dir)|kadar(?! (?:da|guzel|iyi|kotu|cok|mukemmel|tesekkur|mutlu|hos))|"
        r"yapmam\w*|yapmali\w*|yapabilir\w*|gerek\w*|demek|ise yarar|icin|sekilde|yapayim|"
        r"yapacagim|yapilmali)\b",
    ),
    Pattern(
        "kind:question",
        "saat gunler oran ucret fiyat sure sart fark numara adres",
        r"(?:saat\w*|gunler\w*|oran\w*|ucret\w*|fiyat\w*|sure\w*|sart\w*|fark\w*|numara\w*|"
        r"adres\w*) ne(?:dir)?\b(?! yazik| kadar guzel)",
        beside="=ne =nedir",
    ),
    Pattern("kind:question", "=nedir =nelerdir =varmi =yokmu =olurmu =olurmu =acaba *midir *mudur"),
    Pattern(
        "kind:question",
        "ogren bilgi merak =soru sorum sorular =sormak danis sorabil soracak",
        r"ogrenmek ist\w+|ogrenebilir\w*|bilgi (?:almak|verir|verebilir|alabilir|rica)\w*|merak "
        r"ed\w+|soru(?:m|muz|lar\w*)? (?:var|olacak|sor\w+)|sormak ist\w+|danismak ist\w+|"
        r"sorabilir\w*|soracak\w*",
    ),
    Pattern("kind:question", "?", r"\?"),
)

RHETORICAL = (
    Pattern("rhetorical", "=boyle", r"boyle (?:(?:bir|bi) )?\w+(?: \w+)? m[iu] (?:ol\w+|var)|boyle m[iu]\b"),
    Pattern(
        "rhetorical",
        "=bu",
        r"bu (?:ne|nasil|nasi) (?!(?:zaman|kadar|ise yar|icin kullan|calis|kullan|yapil|kurul|acil|"
        r"ol[au]r\b|ol[au]c|gid|ode|demek))\w*|bu m[iu](?:dur|ydi)?\b",
    ),
    Pattern(
        "rhetorical",
        "=nasil =ne =saka =dalga =alay =kafa =ciddi =hangi *diniz",
        r"nasil (?:bir|bi) (?:\w+ ){0,2}?(?:firma|sirket|hizmet|is|anlayis|zihniyet|mantik|musteri|"
        r"banka|kargo|ahlak|rezil\w*)\w*|ne bicim|nasil is\b|saka mi|dalga (?:mi|geci)\w*|alay mi|"
        r"kafa mi buluyo\w*|ciddi misiniz|\w+ mi sandiniz|ne hakla|hangi (?:akla|hakla|yuzle)|ne "
        r"cesaretle",
    ),
    Pattern(
        "rhetorical",
        "=neden =niye =nicin =hala =haftadir =gundur =aydir =saattir =yildir =dakikadir =gunlerdir "
        "=haftalardir =aylardir =saatlerdir",
        r"(?:neden|niye|nicin)\b[^.]{0,60}?\b(?:hala|\w*(?:m[iu]yor\w*|m[ae]di\w*|yok|m[ae]z|"
        r"kimse))\b|hala\b[^.]{0,60}?\b(?:neden|niye|nerede|yok mu|m[iu])\b|\w+[dt][iu]r\b",
    ),
    Pattern("rhetorical", "bekliyor beklet", r"bekliyor(?:um|uz)\b|beklet\w+"),
    Pattern(
        "rhetorical",
        "=nerede =nerde =ne",
        r"(?:nerede|nerde) (?:kaldi|bu|benim)\w*|ne zaman (?:\w+ ){0,4}?(?:artik|adam gibi|"
        r"ilgilenecek\w*|cozecek\w*|duzelecek\w*|insaf\w*|ogreneceksiniz)|ne (?:zaman|kadar) daha",
    ),
    Pattern(
        "rhetorical",
        "=daha =kimse =bir =kim =anlayan =ilgilenen",
        r"daha (?:kac|ne kadar|neyi)\b|kimse yok mu|(?:anlayan|ilgilenen) yok mu|bir (?:yetkili|insan|"
        r"muhatap|allah\w*)[^.?]{0,12} yok mu|kim (?:odeyecek|karsilayacak|verecek)\w*",
        beside="=kac =ne =neyi =mu odeyecek karsilay verecek",
    ),
    Pattern(
        "rhetorical",
        "insaf =ayip yazik =utanmi utan rezalet rezil vicdan =reva hakkiniz adalet =mantik kandir soygun "
        "dolandir",
        r"insaf\w*|ayip degil|yazik\w*|utanm\w+|rezalet\w*|rezil\w*|"
        r"vicdan\w*|reva mi|hakkiniz\w*|adalet (?:mi|bu)|mantik (?:mi|bu|nerede)|kandir\w+|"
        r"soygun\w*|dolandir\w+",
    ),
    Pattern(
        "rhetorical",
        "=kacinci =kac =hic",
        r"kacinci (?:kez|kere|defa|sefer|ariza|sikayet|arayis|basvuru|mesaj|mail|kargo|urun|servis|kayit|talep)\w*|kac (?:kere|kez|defa|sefer) (?!\w+ (?:edebil|kullan|yapabil|al[ai]bil))|kac "
        r"(?:gun|hafta|ay|saat)dir|hic mi\b",
    ),
    Pattern(
        "rhetorical",
        "=hizmet =is =firma =kalite =memnuniyeti =ilgi =alaka =destek =akil =olacak =sey =anlayis =mi",
        r"\w+ (?:bu )?m[iu] (?:bu|ol\w+|yani)\b|m[iu] yani\b|akil mi|olacak is mi",
    ),
)

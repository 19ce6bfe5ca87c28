"""Turkish words that hold a sentence together but say nothing of what it is about, folded."""

FUNCTION_WORDS = frozenset(
    """
    acaba acilen adet ait altinda ama ancak aradan ardindan artik asla aslinda ay ayni ayrica az azicik bana bari
    bazen bazi belki ben benden beni benim bes bey bile bilgi bin bir biraz biri birkac birlikte birseyi biz bize
    bizden bizi bizim boyle boylece bu buna bunda bundan bunlar bunlari bunlarin bunu bunun burada buradan bununla
    butun bugun cok cunku da daha dahi dan de defa defalarca degil degildi dek demek den dediler dedi dediginiz
    dedim dediniz denildi deniyor deyip dir diye diyor diyorlar diyorsunuz diger dolayi dolayisiyla dokuz dort dun
    eder ediyor ediyorum edildi edilmis ediniz edin efendim eger elbette emin en epey esas etmek etti ettik ettim
    ettiniz evet falan fakat galiba gayet gece gecen gelen gene gerek gerekiyor gerekir gibi gore gorunuyor gun
    gunde gundur gunler gunlerdir gunu haber hafta haftadir haftalar hala halde haliyle hangi hanim hatta hayir
    hem hemen henuz hep hepsi her herhangi herkes hic hicbir icin icinde icerisinde ilk ile ilgili ilk ise isi
    iste iki iyi kac kadar karsi kendi kez ki kim kimse kisa lakin lazim lira lutfen mal madem meger merhaba
    merhabalar mi mu nasil ne neden nedenle nedeniyle neler nerede nereden neredeyse nereye nicin niye neyse o
    olabilir olacak olan olarak oldu oldugu oldugunu olduk oldum olma olmadi olmak olmali olmasi olmaz olmus
    olsa olsun olup olur oluyor on ona once onceki ondan onlar onlari onlarin onu onun orada otuz oyle oysa pek
    peki rica ragmen sadece saat saattir sana sanki saygilar saygilarimla sayin selam selamlar sekiz sekilde sen
    seni senin sey seyi seyler sirf siz size sizden sizi sizin son sonra sonunda su suna sunu sure surekli tabii
    tam tamam tarafindan tekrar tl tum turlu uc uzere uzun var vardi ve veya ya yada yalnizca yana yani yapildi
    yapilmadi yapin yapiyor yapiyorum yapmak yapti yaptigim yaptim yaptiniz yedi yeni yer yerine yillik yine
    yirmi yok yoksa yoktu yuzden zaman zaten istiyorum istiyoruz isterim istedim istedigim ediyoruz ederim verdi
    verdim verdiniz verilmedi beri boyunca bugune dogru itibaren gunun gunluk saatlerce saatte seferinde sefer
    defa onceden soyle soyledi soylediler soyledim soylediniz kere misiniz musunuz misin miyim midir mudur iyi
    gunler kolay gelsin aksamlar tesekkur tesekkurler
    """.split()
)

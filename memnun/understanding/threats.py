"""What a customer says they will do: leave, go to an authority, to a lawyer, to the press."""

from memnun.understanding.patterns import Pattern

PATTERNS = (
    Pattern("threat:leave", ("iptal", "kapat", "sonlandir", "feshe", "fesih", "ayril", "birak"),
            r"\b(?:uyelig|aboneli[gk]|hatt?|hesab|sozlesme|kart|polic|rezervasyon|siparis)\w*(?: \w+){0,4}? (?:iptal|kapat|sonlandir|feshe|fesih|dondur)\w*|"
            r"\biptal (?:istiyor|ettir|edece|edice|talep|etmek|ettim)\w*|\b(?:ayrilacag|ayriliyor|ayrilmay|birakiyor|birakacag|terk ed)\w*", 1.0),
    Pattern("threat:leave", ("gec", "tasi", "baska", "rakip", "numara", "rakib"),
            r"\b(?:baska|farkli|rakip|diger) (?:bir |bi )?(?:firma|operator|banka|sirket|marka|yer|site|servis|kargo|otel|market|magaza|uygulama|saglayici|kurum|platform)\w*(?: \w+){0,3}? (?:gec|git|tasi|al|calis|yonel|tercih|bul)\w*|"
            r"\bnumara(?:mi|yi)? ?(?:tasi\w*|goturu\w*)|\bhattimi (?:tasi|gotur)\w*|\boperator\w* (?:degistir|gec)\w*|\b(?:rakib|rakip)\w*(?: \w+){0,2}? (?:gec|git)\w*|\b\w+[ea] (?:gecicem|gececegim|gecmeyi dusun\w*|geciyorum|gecis yapaca\w*|gecmek zorunda\w*)\b", 1.0),
    Pattern("threat:leave", ("bir", "son", "asla", "bidaha", "artik", "kaybet", "tekrar"),
            r"\b(?:bir|bi) ?daha (?:asla |sizden |sizinle |kesinlikle |buradan |bu \w+ )*(?:\w+ ){0,3}?(?:\w*(?:mam|mem|mayiz|meyiz|mayacag\w*|meyeceg\w*|miycam|miycem|mayacam|tovbe|almak yok|almiyor\w*|gelmiyor\w*))\b|"
            r"\b(?:son|bu son) (?:alisveris\w*|siparis\w*|gelis\w*|tercih\w*)\b|\basla (?:\w+ ){0,4}?(?:vermem|almam|gelmem|kullanmam|calismam|tercih etmem|gitmem|ugramam)\b|\bartik (?:\w+ ){0,4}?(?:almayacag\w+|kullanmayacag\w+|gelmeyeceg\w+|alisveris yapmayacag\w+|tercih etmeyeceg\w+|calismayacag\w+)|"
            r"\bmusteri(?:niz)?(?:i|nizi)? kaybett\w*|\bbeni kaybett\w+|\bbidaha (?:asla )?\w+(?:mam|mem)\b", 1.0),
    Pattern("threat:authority", ("tuketici", "hakem", "btk", "bddk", "sikayetvar", "cimer", "kvkk", "epdk", "spk", "rekabet", "sanayi", "bakanlig", "sikayet", "alo", "tuketic", "ombudsman", "ilgili"),
            r"\b(?:tuketici (?:hakem|mahkeme|haklari|hakem heyeti)\w*|hakem heyet\w*|btk\w*|bddk\w*|sikayet ?var\w*|cimer\w*|kvk ?k\w*|epdk\w*|spk\w*|rekabet kurum\w*|ticaret bakanlig\w*|\w* ?bakanlig\w* (?:sikayet|bildir|basvur)\w*|alo 175|ombudsman\w*|sigorta tahkim\w*|sikayet ed(?:ecegim|icem|ecem|ecegiz)|gerekli (?:yerlere|mercilere|kurumlara)|yetkili merci\w*|ilgili (?:kurum|merci)\w* (?:sikayet|basvur|bildir)\w*)", 1.0),
    Pattern("threat:legal", ("avukat", "mahkeme", "dava", "hukuk", "yasal", "savci", "yargi", "noter", "ihtar", "suc", "karakol", "polis", "icra"),
            r"\b(?:avukat\w*|mahkeme\w*|dava (?:ac|ed)\w*|davaci\w*|hukuk(?:i|sal) (?:yol|surec|islem|hak|haklarim|mucadele)\w*|hukuki\b|yasal (?:yol|hak|surec|islem|haklarim|yollara)\w*|savcili\w*|yargi\w*|noter\w*|ihtarname\w*|suc duyurusu\w*|karakol\w*|polise (?:git|sikayet|basvur)\w*)", 1.0),
    Pattern("threat:press", ("basin", "gazete", "haber", "televizyon", "sosyal", "medya", "twitter", "instagram", "ifsa", "youtube", "tiktok", "herkes", "yay", "duyur"),
            r"\b(?:basina|basinla|gazete(?:ye|lere|ci\w*)|haber(?:lere|ciler\w*| kanal\w*)|televizyon(?:a|lara)|medya(?:ya|da)(?: \w+){0,3}? (?:tasi|paylas|duyur|ver|yay|ifsa|bildir|yansit|cik)\w*|sosyal medya\w*(?: \w+){0,4}? (?:paylas|yay|duyur|ifsa|yaz|rezil|anlat)\w*|ifsa (?:ed|et)\w*|ifsala\w*|(?:twitter|instagram|youtube|tiktok|eksi ?sozluk)\w*(?: \w+){0,3}? (?:paylas|yay|yaz|ifsa|duyur|anlat)\w*|herkese (?:duyur|anlat|yay)\w*|cumle aleme)", 1.0),
)  # fmt: skip

package dev.pullcord.review;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Names as people tell them apart: by how they look. Without what nobody sees, small and large letters alike, and letters of
 * other alphabets as the Latin ones that they are taken for, so that nobody passes for another by a Cyrillic {@code а} or an
 * {@code l} for an {@code I}. After the idea of Unicode's skeletons (UTS 39), with what names are made of; never shown.
 */
final class LookAlike {
    /** Each letter after its look-alikes; a name stays what it is in any one alphabet, two are only compared. */
    private static final String[] ALIKE = {
        "a\u0430\u03b1",
        "b\u0432\u03b2",
        "c\u0441",
        "d\u0501",
        "e\u0435\u0451\u03b5",
        "h\u043d\u03b7\u04bb",
        "i\u0456\u0457\u03b9l1|\u0406\u04cf",
        "j\u0458",
        "k\u043a\u03ba",
        "m\u043c\u03bc",
        "n\u03bd\u0578",
        "o\u043e\u03bf\u05e10\u0585",
        "p\u0440\u03c1",
        "q\u051b",
        "s\u0455",
        "t\u0442\u03c4",
        "w\u051d\u0461",
        "x\u0445\u03c7",
        "y\u0443\u03b3\u04af",
        "z\u03b6"
    };

    private LookAlike() {}

    /** The same for names that look alike. */
    static String skeleton(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKC)
                .replaceAll("[\\p{Cf}\\p{Mn}]", "")
                .strip()
                .toLowerCase(Locale.ROOT);
        StringBuilder skeleton = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            skeleton.append(latin(plain.charAt(i)));
        }
        return skeleton.toString();
    }

    private static char latin(char letter) {
        for (String alike : ALIKE) {
            if (alike.indexOf(letter) >= 0) {
                return alike.charAt(0);
            }
        }
        return letter;
    }
}

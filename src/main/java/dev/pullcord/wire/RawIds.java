package dev.pullcord.wire;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Tells a keyed hash from what it should have been made of. What names a device, an address or a person's payment
 * account outright must not come in: the platform hashes it under a key of its own, and what is stored here cannot be
 * turned back. A guess by shape: it catches the honest slip, not one who means to get round it.
 */
final class RawIds {
    private static final Pattern KEYED_HASH = Pattern.compile("[A-Za-z0-9_\\-=+/:]{16,128}");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern MAC = Pattern.compile("([0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}");
    private static final Pattern IPV4 = Pattern.compile(
            "((25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1?\\d?\\d)(:\\d{1,5})?(/\\d{1,2})?");
    private static final Pattern IPV6 =
            Pattern.compile("\\[?[0-9a-fA-F:]{2,39}(\\d{1,3}(\\.\\d{1,3}){3})?(%\\w+)?]?(:\\d{1,5})?(/\\d{1,3})?");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,255}\\.[^@\\s.]{2,63}");
    private static final Pattern PHONE = Pattern.compile("\\+\\d[\\d ().-]{6,20}\\d");
    private static final Pattern IBAN = Pattern.compile("[A-Z]{2}\\d{2}[A-Z0-9]{11,30}");
    private static final Pattern CARD = Pattern.compile("\\d{13,19}");

    private RawIds() {}

    /** Whether this can be a hash under a key, and not a device id, address or handle as such. */
    static boolean isKeyedHash(String value) {
        return KEYED_HASH.matcher(value).matches() && !UUID.matcher(value).matches() && !holdsRawId(value);
    }

    /** Whether a word of this is an address, an e-mail, a phone number, a card's or a bank account's number. */
    static boolean holdsRawId(String value) {
        if (isPlain(value)) {
            return false;
        }
        if (PHONE.matcher(value.strip()).matches() || isBankAccount(value) || isCard(value.replaceAll("[ -]", ""))) {
            return true;
        }
        for (String word : value.split("[\\s,;()<>\"']+", -1)) {
            if (isAddress(word) || EMAIL.matcher(word).matches() || isBankAccount(word) || isCard(word)) {
                return true;
            }
        }
        return false;
    }

    /** Whether there is nothing in it that any of them is made of: the common case, told fast. */
    private static boolean isPlain(String value) {
        int digits = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '@' || c == ':' || c == '.' || c == '-') {
                return false;
            }
            digits += c >= '0' && c <= '9' ? 1 : 0;
        }
        return digits < 8; // fewer make no phone, card or bank account
    }

    private static boolean isAddress(String word) {
        return IPV4.matcher(word).matches() || MAC.matcher(word).matches() || isIpv6(word);
    }

    private static boolean isIpv6(String word) {
        if (word.indexOf(':') < 0 || !IPV6.matcher(word).matches()) {
            return false;
        }
        long colons = word.chars().filter(c -> c == ':').count();
        return word.contains("::") || colons >= 6;
    }

    private static boolean isBankAccount(String text) {
        String iban = text.replace(" ", "").toUpperCase(Locale.ROOT);
        if (!IBAN.matcher(iban).matches()) {
            return false;
        }
        StringBuilder digits = new StringBuilder(); // ISO 13616: letters count from 10, the whole is 1 mod 97
        (iban.substring(4) + iban.substring(0, 4)).chars().forEach(c -> digits.append(Character.digit(c, 36)));
        return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValue() == 1;
    }

    private static boolean isCard(String text) {
        if (!CARD.matcher(text).matches()) {
            return false;
        }
        int sum = 0; // Luhn
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(text.length() - 1 - i) - '0';
            int counted = i % 2 == 0 ? digit : 2 * digit;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return sum % 10 == 0;
    }
}

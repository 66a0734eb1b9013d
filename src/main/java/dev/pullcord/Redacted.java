package dev.pullcord;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What may leave the house of settings and of the log: no secret, no address of a person, of an address its host alone. */
final class Redacted {
    private static final Pattern ADDRESS =
            Pattern.compile("^([a-z][a-z0-9+.-]*://)(?:[^/?#]*@)?([^/?#@]*)(?:[/?#].*)?$");
    /** Before a host that has no scheme. */
    private static final Pattern USER = Pattern.compile("^[^/@\\s:]*:[^/@\\s]*@");

    private static final Pattern PERSONAL =
            Pattern.compile("notices\\.mail(From|To|User)|redis\\.user|oidc\\.clientId");
    /** Within a line; in JSON a slash may be escaped. */
    private static final Pattern WITHIN = Pattern.compile("([a-z][a-z0-9+.-]*:\\\\?/\\\\?/)(?:[^/?#\\s\"\\\\]*@)?"
            + "([^/?#@\\s\"\\\\]*)(?:(?:\\\\?/|[?#])(?:\\\\/|[^\\s\"\\\\])*)?");

    /** What follows such a word is one, however short. */
    private static final Pattern NAMED =
            Pattern.compile("(?i)\\b(token|password|passwd|secret|api[_-]?key)(\"?\\s*[:=]\\s*\"?)[^\\s\",}]+");

    private static final Pattern MAIL =
            Pattern.compile("[\\p{L}\\p{N}_.+-]+(?:@|%40)[\\p{L}\\p{N}_-]+(?:\\.[\\p{L}\\p{N}_-]+)*");

    private static final Pattern IPV4 = Pattern.compile("(?<![\\w.])(?:\\d{1,3}\\.){3}\\d{1,3}(?![\\w]|\\.\\d)");
    /** What may be one, or a machine's own address: a time of the day has fewer colons, and none twice. */
    private static final Pattern COLONS = Pattern.compile("(?<![\\w:.])(?:(?:[0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}"
            + "|(?=[0-9a-fA-F:.]*::|(?:[0-9a-fA-F]{1,4}:){6})(?:[0-9a-fA-F]{0,4}:){2,7}"
            + "(?:(?:\\d{1,3}\\.){3}\\d{1,3}|[0-9a-fA-F]{0,4})(?:%\\w+)?)(?![\\w:])");
    /** International, or written in groups as people do: a number as such may be anything. */
    private static final Pattern PHONE = Pattern.compile(
            "(?<![\\w.:+/-])(?:\\+\\d[\\d ()./-]{5,20}\\d|00[1-9]\\d[\\d ()/-]{5,18}\\d"
                    + "|\\(?0[1-9]\\d{1,4}\\)?[ /-]\\d[\\d -]{4,12}\\d|\\(?\\d{3}\\)?[ .-]\\d{3}[.-]\\d{4})(?![\\w-]|[.:]\\d)");

    /** Of this machine, whichever it is. */
    private static final Set<String> OWN = Set.of("127.0.0.1", "0.0.0.0", "::1", "::");

    private static final Pattern AUTHORITY = Pattern.compile("(?i)\\b(bearer|basic)\\s+[^\\s\"\\\\]+");
    /** Long and with a digit in it: a key, a token, an id, a digest. */
    private static final Pattern KEY =
            Pattern.compile("(?<![\\w+/=-])(?=[A-Za-z_+/=-]*[0-9])[\\w+/=-]{24,}(?![\\w+/=-])");

    private Redacted() {}

    /** Every setting by its key. */
    static Map<String, String> settings(Config config) {
        Map<String, String> all = new TreeMap<>();
        for (SettingLayers.Setting setting : new SettingLayers(config).settings()) {
            String value = SettingText.of(setting.fallback()); // of a secret: that there is one
            boolean personal = PERSONAL.matcher(setting.key()).matches() && !value.isEmpty();
            all.put(setting.key(), personal ? "(set)" : hostOf(value));
        }
        return all;
    }

    /** Of an address its host: what stands before or after may be a token, as with many a webhook. */
    private static String hostOf(String value) {
        return ADDRESS.matcher(USER.matcher(value).replaceFirst("")).replaceFirst("$1$2");
    }

    /** A line of the log. It should hold nothing of the kind; of what libraries say nobody can know. */
    static String line(String line) {
        String hosts = WITHIN.matcher(line).replaceAll("$1$2");
        String unnamed = NAMED.matcher(hosts).replaceAll("$1$2(secret)");
        String unsigned = AUTHORITY.matcher(unnamed).replaceAll("$1 (secret)");
        return KEY.matcher(addresses(unsigned)).replaceAll("(key)");
    }

    /** E-mail and IP addresses, those of network cards, and phone numbers. */
    static String addresses(String text) {
        String unmailed = MAIL.matcher(text).replaceAll("(address)");
        String unplaced = others(IPV4, others(COLONS, unmailed));
        return PHONE.matcher(unplaced).replaceAll("(phone)");
    }

    private static String others(Pattern addresses, String text) {
        return addresses.matcher(text).replaceAll(found -> OWN.contains(found.group()) ? found.group() : "(ip)");
    }

    /**
     * Of what is wrong with a setting: which one, and where it was set; what it was set to may be a secret in the wrong place, and have
     * several lines.
     */
    static String problem(String sentence) {
        String key = sentence.split("[:\\s]", 2)[0];
        int source = sentence.lastIndexOf('(');
        return key + " is bad" + (source > 0 ? " " + sentence.substring(source) : "");
    }
}

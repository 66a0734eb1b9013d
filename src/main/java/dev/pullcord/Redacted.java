package dev.pullcord;

import java.util.Map;
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

    private static final Pattern MAIL = Pattern.compile("[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)*");
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
        return KEY.matcher(MAIL.matcher(unsigned).replaceAll("(address)")).replaceAll("(key)");
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

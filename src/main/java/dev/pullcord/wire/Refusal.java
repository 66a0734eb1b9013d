package dev.pullcord.wire;

/**
 * Why something sent to us is not taken: the caller's fault, said so that he can mend it.
 *
 * @param word the problem's stable word, for example {@code invalid-event}
 * @param pointer JSON pointer to the offending field; empty for the whole
 * @param detail one plain sentence; never repeats the offending value
 */
public record Refusal(String word, String pointer, String detail) {
    public static final String INVALID_EVENT = "invalid-event";
    public static final String UNKNOWN_TYPE = "unknown-type";
    public static final String INVALID_REQUEST = "invalid-request";

    /** The same, of a field within {@code parent}. */
    public Refusal within(String parent) {
        return new Refusal(word, parent + pointer, detail);
    }

    /** A name as one step of a JSON pointer (RFC 6901). */
    public static String step(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }
}

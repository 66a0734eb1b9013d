package dev.pullcord.wire;

import java.util.List;

/**
 * Why something sent to us is not taken: the caller's fault, said so that he can mend it.
 *
 * @param word the problem's stable word, for example {@code invalid-event}
 * @param pointer JSON pointer to the offending field; empty for the whole
 * @param detail one plain sentence; never repeats the offending value
 * @param others what else is wrong with it, as far as that was looked for
 */
public record Refusal(String word, String pointer, String detail, List<Refusal> others) {
    /** That many faults of one thing are named at most. */
    public static final int MOST_FAULTS = 20;

    public static final String INVALID_EVENT = "invalid-event";
    public static final String UNKNOWN_TYPE = "unknown-type";
    public static final String INVALID_REQUEST = "invalid-request";

    public Refusal {
        others = List.copyOf(others);
    }

    /** The one thing that is wrong. */
    public Refusal(String word, String pointer, String detail) {
        this(word, pointer, detail, List.of());
    }

    /** The same, of a field within {@code parent}. */
    public Refusal within(String parent) {
        return new Refusal(
                word,
                parent + pointer,
                detail,
                others.stream().map(other -> other.within(parent)).toList());
    }

    /** A name as one step of a JSON pointer (RFC 6901). */
    public static String step(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }
}

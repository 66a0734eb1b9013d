package dev.pullcord;

import java.util.List;

/** Settings that the process cannot live with; all that were found. */
final class BadSettings extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;
    private final boolean fromFlagsOnly;

    /**
     * @param problems a sentence each: the key, the value unless it is secret, what is allowed, where it was set
     * @param fromFlagsOnly whether the command line alone is at fault
     */
    BadSettings(List<String> problems, boolean fromFlagsOnly) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
        this.fromFlagsOnly = fromFlagsOnly;
    }

    /** A sentence each. */
    List<String> problems() {
        return problems;
    }

    /** Wrong usage if the command line alone is at fault, else failed. */
    int exitCode() {
        return fromFlagsOnly ? Main.WRONG_USAGE : Main.FAILED;
    }
}

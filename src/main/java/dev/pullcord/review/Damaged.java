package dev.pullcord.review;

/**
 * A stored record cannot be read: bytes were lost, or something else wrote there. Whoever reads many goes on with the
 * others; whoever needs this one says so. The message names the record in words that may be logged.
 */
public final class Damaged extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param record which one: its kind, and an id of ours; never what was read */
    public Damaged(String record) {
        super(record + " is damaged");
    }

    /** Whether this failure says that a record is damaged, whatever it came through. */
    public static boolean is(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Damaged) {
                return true;
            }
        }
        return false;
    }
}

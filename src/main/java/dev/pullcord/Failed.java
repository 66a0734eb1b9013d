package dev.pullcord;

/** A command cannot do what it was asked to, for a reason that whoever typed it can act on. Shown without a trace. */
final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong and, where there is one, the way out; never a secret
     */
    Failed(String message) {
        super(message);
    }

    /**
     * @param message what is wrong and, where there is one, the way out; never a secret
     * @param cause what led to it
     */
    Failed(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.pullcord;

import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;

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

    /**
     * What a setting led to, in one line.
     *
     * @param setting its key
     * @param cause what happened; what lies behind it is said too
     * @param wayOut what to do
     */
    static Failed by(String setting, Throwable cause, String wayOut) {
        List<String> said = new ArrayList<>();
        for (Throwable each = cause; each != null && said.size() < 3; each = each.getCause()) {
            String message = each.getMessage();
            boolean isNews = message != null && said.stream().noneMatch(before -> before.contains(message));
            if (isNews) {
                String kind = each instanceof FileSystemException file && message.equals(file.getFile())
                        ? each.getClass().getSimpleName().replace("Exception", "") + " "
                        : "";
                said.add(kind + message.replaceAll("\\s*\\R\\s*", "; "));
            }
        }
        String what = said.isEmpty() ? cause.getClass().getSimpleName() : String.join(": ", said);
        return new Failed(setting + ": " + what + ". What to do: " + wayOut + ".", cause);
    }
}

package dev.pullcord.review;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * That somebody is to be told of a case that waits past its deadline. Says nothing of what it is about: no account, no
 * words, no reporter. Leaves with the step that asks for it, and is told at least once.
 *
 * @param caseId the case
 * @param lane its lane's word
 * @param level which level of the policy was reached, or {@link #PAGE}
 * @param step how many steps were made for the case, this one among them
 * @param urgent whether no quiet hours hold it back
 * @param proposed whether it is a second person's answer that it waits for, and not somebody to take it
 * @param deadline that was missed
 * @param recipient who is told
 * @param dueAt when he may be told
 */
public record NoticeOrder(
        String caseId,
        String lane,
        String level,
        int step,
        boolean urgent,
        boolean proposed,
        Instant deadline,
        Recipient recipient,
        Instant dueAt) {
    /** The level after the last: all were turned to, in vain. No policy's level can be called so. */
    public static final String PAGE = "-page";

    /**
     * The notice's id: one for a case, level and recipient, however often that level is reached, so that what pages people
     * can tell a repeat from something new, and a case that waits for days leaves no heap of them.
     */
    public String id() {
        return caseId + "." + suffix();
    }

    /** What the id has after the case's. */
    public String suffix() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((level + (proposed ? "\0proposed\0" : "\0") + recipient.word())
                            .getBytes(StandardCharsets.UTF_8));
            return "n" + HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public boolean page() {
        return level.equals(PAGE);
    }
}

package dev.pullcord.review;

import dev.pullcord.intake.Partition;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A case's id says which partition holds it: {@code c00f-} and 20 random letters and digits (100 bits). Decisions and
 * actions of the case extend it: {@code c00f-…​.d1}, {@code c00f-….d1.a2}; an appeal
 * its decision: {@code c00f-….d1.p1}; a notice the case: {@code c00f-….n01ab23cd}; a filing
 * its case: {@code c00f-….f1}.
 */
public final class CaseId {
    private static final Pattern SHAPE = Pattern.compile(
            "c([0-9a-f]{3})-[0-9a-z]{20}(\\.d[1-9][0-9]{0,5}(\\.[ap][1-9][0-9]{0,5})?|\\.n[0-9a-f]{8}|\\.f[1-9][0-9]{0,5})?");
    private static final String LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford's: none looks like another

    private CaseId() {}

    /** A new id in this partition. */
    public static String create(Partition partition, SecureRandom random) {
        StringBuilder id = new StringBuilder(25).append(String.format(Locale.ROOT, "c%03x-", partition.number()));
        for (int i = 0; i < 20; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }

    /** Where the case of this case, decision or action id lies; empty when it is no such id of this platform. */
    public static Optional<Partition> partition(String platform, int partitions, String id) {
        Matcher m = SHAPE.matcher(id);
        if (!m.matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(m.group(1), 16);
        return number < partitions ? Optional.of(new Partition(platform, number)) : Optional.empty();
    }

    /** The decision that ordered this action; empty where none did, as of a filing. */
    public static Optional<String> decisionOf(String actionId) {
        Matcher m = SHAPE.matcher(actionId);
        int action = actionId.lastIndexOf(".a");
        return m.matches() && action > 0 ? Optional.of(actionId.substring(0, action)) : Optional.empty();
    }

    /** A decision's number among its case's, from 1 on. */
    public static int numberOf(String decisionId) {
        return Integer.parseInt(decisionId.substring(decisionId.lastIndexOf(".d") + 2));
    }

    /** The case id that a decision's or action's id begins with. */
    public static String caseOf(String id) {
        int dot = id.indexOf('.');
        return dot < 0 ? id : id.substring(0, dot);
    }
}

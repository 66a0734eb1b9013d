package dev.pullcord.redis;

import dev.pullcord.intake.Partition;
import java.util.List;
import java.util.Optional;

/** Which keys belong to a case alone, in the order in which the archive has them: a new one goes to the end. */
final class ColdKeys {
    static final int CASE = 0;
    static final int REPORTS = 1;
    static final int TIMELINE = 2;
    static final int DECISIONS = 3;

    private final Keys keys;
    private final String tag;

    ColdKeys(Keys keys) {
        this.keys = keys;
        this.tag = keys.prefix + ":{";
    }

    /** A case, by where it lies. */
    record Where(Partition partition, String caseId) {}

    /** What belongs to it; what was given to whoever claimed it goes by itself within days, and keeps it until then. */
    List<String> of(Where where) {
        Partition partition = where.partition();
        String id = where.caseId();
        return List.of(
                keys.reviewCase(partition, id),
                keys.reports(partition, id),
                keys.timeline(partition, id),
                keys.decisions(partition, id),
                keys.actions(partition, id),
                keys.caseAppeals(partition, id),
                keys.notices(partition, id),
                keys.filings(partition, id),
                keys.releases(partition, id),
                keys.spent(partition, id));
    }

    /** The case that a key belongs to, if it is such a key. */
    Optional<Where> caseOf(String key) {
        if (!key.startsWith(tag)) {
            return Optional.empty();
        }
        int close = key.indexOf("}:case:", tag.length());
        int colon = key.lastIndexOf(':', close);
        if (close < 0 || colon < tag.length()) {
            return Optional.empty();
        }
        int from = close + "}:case:".length();
        int to = key.indexOf(':', from);
        return Optional.of(new Where(
                new Partition(key.substring(tag.length(), colon), Integer.parseInt(key.substring(colon + 1, close))),
                key.substring(from, to < 0 ? key.length() : to)));
    }
}

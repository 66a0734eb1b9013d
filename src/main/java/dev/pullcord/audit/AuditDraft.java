package dev.pullcord.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is to be remembered, before it has its place in a chain.
 *
 * @param at when it happened, UTC, to the millisecond
 * @param actor who: a moderator's id, {@code platform:<id>}, or {@code service}
 * @param role the role he acted in, for example {@code moderator} or {@code service}
 * @param verb what was done, for example {@code case_opened}, {@code case_claimed}, {@code case_decided}
 * @param caseId the case it was done to
 * @param detail why and what exactly, as plain words; never a report's text
 */
public record AuditDraft(
        Instant at, String actor, String role, String verb, Optional<String> caseId, SortedMap<String, String> detail) {
    /** Stands for a detail that was forgotten with its case: its digest is in the entry, and what it said is nowhere. */
    public static final SortedMap<String, String> FORGOTTEN =
            Collections.unmodifiableSortedMap(new TreeMap<>(Map.of("forgotten", "true")));

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    public AuditDraft {
        if (actor.isEmpty() || verb.isEmpty()) {
            throw new IllegalArgumentException("audit: an entry names actor and verb");
        }
        Objects.requireNonNull(at, "audit.at");
        Objects.requireNonNull(role, "audit.role");
        Objects.requireNonNull(caseId, "audit.caseId");
        if (detail.containsValue(null)) {
            throw new IllegalArgumentException("audit.detail: a field says nothing");
        }
        detail = Collections.unmodifiableSortedMap(new TreeMap<>(detail));
    }

    /** A time as it stands in a detail: RFC 3339, UTC, to the millisecond. */
    public static String time(Instant time) {
        return TIME.format(time);
    }

    /** What the service itself did. */
    public static AuditDraft byService(Instant at, String verb, String caseId, Map<String, String> detail) {
        return new AuditDraft(at, "service", "service", verb, Optional.of(caseId), new TreeMap<>(detail));
    }
}

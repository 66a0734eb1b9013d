package dev.pullcord.web;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.AuditLog;
import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Platforms;
import dev.pullcord.review.Person;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes down who was turned away at the door, whom nothing bounds: guesses at names that nobody has, and guesses that were too
 * many. Of each name the first within a span is an entry, what follows is counted, and the count is another at the span's end: a
 * flood is two entries and a number, and a flood of names as few as {@link #NAMES}. A node that dies takes its counts along, and
 * never a first entry. Safe on any thread.
 *
 * <p>What was typed is never written: a password typed into the wrong field would stand there for ever. A mark tells one name
 * from another while this process lives; its key is kept nowhere, so nobody finds the name by trying.
 */
final class TurnedAway {
    static final Duration SPAN = Duration.ofMinutes(15);
    static final int NAMES = 20; // of one platform that are told apart within a span

    private static final String NOBODY = "nobody"; // who is known here
    private static final String MORE = "more"; // names beyond these

    private final Platforms platforms;
    private final AuditLog audit;
    private final Clock clock;
    private final SecretKeySpec key;
    private final Map<Seen, Count> spans = new LinkedHashMap<>();

    TurnedAway(Platforms platforms, AuditLog audit, Clock clock) {
        this.platforms = platforms;
        this.audit = audit;
        this.clock = clock;
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, "HmacSHA256");
    }

    /** Why somebody was turned away. */
    enum Why {
        /** nobody is called so */
        UNKNOWN,
        /** it was tried too often */
        TOO_MANY;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * What is one and the same within a span.
     *
     * @param platform whose door
     * @param actor who: an id of somebody here, or {@code nobody}
     * @param role his, or {@code none}
     * @param name the mark of what was typed; empty of somebody here
     * @param way by what he wanted to come in
     */
    private record Seen(String platform, String actor, String role, String name, String way, Why why) {}

    private record Count(Instant since, long times) {}

    /** Somebody who is known here. */
    CompletionStage<Void> known(Person person, String way, Why why) {
        return note(
                List.of(new Seen(person.platform(), person.id(), person.role().word(), "", way, why)));
    }

    /**
     * Nobody who is known.
     *
     * @param platform he named; the door of every platform, if it is none there is
     * @param name as he typed it, if he did
     */
    CompletionStage<Void> unknown(Optional<String> platform, Optional<String> name, String way, Why why) {
        return platforms.all().thenCompose(all -> {
            List<String> meant = all.stream()
                    .map(Platform::id)
                    .filter(id -> platform.filter(id::equals).isPresent())
                    .toList();
            return note((meant.isEmpty() ? all.stream().map(Platform::id).toList() : meant)
                    .stream()
                            .map(id -> new Seen(
                                    id, NOBODY, "none", name.map(this::mark).orElse(""), way, why))
                            .toList());
        });
    }

    private CompletionStage<Void> note(List<Seen> all) {
        Instant now = clock.instant();
        List<CompletionStage<Void>> written = new ArrayList<>();
        written.add(tell());
        for (Seen seen : all) {
            first(seen, now).ifPresent(one -> written.add(write(one, now, Map.of(), "sign_in_refused")));
        }
        return all(written);
    }

    /** Counts it; there if it is the first of its span. */
    private synchronized Optional<Seen> first(Seen seen, Instant now) {
        Seen counted = seen;
        if (seen.actor().equals(NOBODY) && !spans.containsKey(seen) && named(seen.platform()) >= NAMES) {
            counted = new Seen(seen.platform(), NOBODY, "none", MORE, seen.way(), seen.why());
        }
        Count before = spans.get(counted);
        spans.put(counted, before == null ? new Count(now, 1) : new Count(before.since(), before.times() + 1));
        return before == null ? Optional.of(counted) : Optional.empty();
    }

    private long named(String platform) {
        return spans.keySet().stream()
                .filter(seen -> seen.platform().equals(platform) && seen.actor().equals(NOBODY))
                .filter(seen -> !seen.name().equals(MORE))
                .count();
    }

    /** Says how many there were in the spans that are over. */
    CompletionStage<Void> tell() {
        Instant now = clock.instant();
        List<CompletionStage<Void>> written = new ArrayList<>();
        over(now).forEach((seen, count) -> {
            if (count.times() > 1) {
                Map<String, String> more =
                        Map.of("times", Long.toString(count.times()), "since", AuditDraft.time(count.since()));
                written.add(write(seen, now, more, "sign_ins_refused"));
            }
        });
        return all(written);
    }

    private synchronized Map<Seen, Count> over(Instant now) {
        Map<Seen, Count> over = new LinkedHashMap<>();
        spans.forEach((seen, count) -> {
            if (!count.since().plus(SPAN).isAfter(now)) {
                over.put(seen, count);
            }
        });
        spans.keySet().removeAll(over.keySet());
        return over;
    }

    private CompletionStage<Void> write(Seen seen, Instant now, Map<String, String> more, String verb) {
        TreeMap<String, String> detail = new TreeMap<>(more);
        detail.put("way", seen.way());
        detail.put("why", seen.why().word());
        if (!seen.name().isEmpty()) {
            detail.put("name", seen.name());
        }
        AuditDraft draft = new AuditDraft(now, seen.actor(), seen.role(), verb, Optional.empty(), detail);
        return audit.append(new ChainId(seen.platform(), 0, ChainId.Hand.ADMIN), draft)
                .thenAccept(written -> {});
    }

    private String mark(String name) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)), 0, 6);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has HMAC with SHA-256", e);
        }
    }

    private static CompletionStage<Void> all(List<CompletionStage<Void>> stages) {
        return CompletableFuture.allOf(
                stages.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new));
    }
}

package dev.pullcord.redis;

import dev.pullcord.enforcement.Outbox.Standing;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.StandingChange;
import dev.pullcord.review.StandingChange.Right;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What rights accounts have, each in its own partition. */
final class Standings {
    private enum Settled {
        SET,
        OLDER
    }

    private final RedisLink link;
    private final Keys keys;
    private final Script setStanding;

    Standings(RedisLink link, Keys keys) {
        this.link = link;
        this.keys = keys;
        this.setStanding = new Script(link, "set_standing");
    }

    CompletionStage<Void> set(Platform platform, String caseId, StandingChange change, Instant decidedAt) {
        Partition partition = Subject.account(change.account()).partition(platform);
        return setStanding
                .run(
                        List.of(keys.standing(partition, change.right(), change.account())),
                        List.of(
                                caseId,
                                CaseFields.flag(change.suspended()),
                                change.until().map(CaseFields::millis).orElse("0"),
                                CaseFields.millis(decidedAt)))
                .thenAccept(words -> Script.word(Settled.class, words.get(0)));
    }

    CompletionStage<Standing> find(Platform platform, Right right, String account, Instant now) {
        Partition partition = Subject.account(account).partition(platform);
        return link.commands().hgetall(keys.standing(partition, right, account)).thenApply(hash -> standing(hash, now));
    }

    /** Kept out as long as any case keeps it out. As {@code standing.lua} has it. */
    private static Standing standing(Map<String, String> hash, Instant now) {
        long lifted = Long.parseLong(hash.getOrDefault("lifted_at_ms", "0"));
        List<Long> until = new ArrayList<>();
        hash.forEach((field, value) -> {
            if (field.endsWith("suspended") && value.equals("1")) {
                String its = field.substring(0, field.length() - "suspended".length());
                long end = Long.parseLong(hash.get(its + "until_ms"));
                boolean counts = Long.parseLong(hash.get(its + "decided_at_ms")) >= lifted;
                if (counts && (end == 0 || end > now.toEpochMilli())) {
                    until.add(end);
                }
            }
        });
        Optional<Instant> end = until.isEmpty() || until.contains(0L)
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(Collections.max(until)));
        return new Standing(!until.isEmpty(), end);
    }
}

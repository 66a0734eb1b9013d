package dev.pullcord.redis;

import dev.pullcord.enforcement.Outbox.Standing;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.StandingChange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Whether accounts may join, each in its own partition. */
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

    CompletionStage<Void> set(Platform platform, StandingChange change, Instant decidedAt) {
        Partition partition = Subject.account(change.account()).partition(platform);
        return setStanding
                .run(
                        List.of(keys.standing(partition, change.account())),
                        List.of(
                                CaseFields.flag(change.suspended()),
                                change.until().map(CaseFields::millis).orElse("0"),
                                CaseFields.millis(decidedAt)))
                .thenAccept(words -> Script.word(Settled.class, words.get(0)));
    }

    CompletionStage<Standing> find(Platform platform, String account, Instant now) {
        Partition partition = Subject.account(account).partition(platform);
        return link.commands().hgetall(keys.standing(partition, account)).thenApply(hash -> {
            long until = Long.parseLong(hash.getOrDefault("until_ms", "0"));
            boolean suspended = "1".equals(hash.get("suspended")) && (until == 0 || until > now.toEpochMilli());
            return new Standing(
                    suspended, suspended && until > 0 ? Optional.of(Instant.ofEpochMilli(until)) : Optional.empty());
        });
    }
}

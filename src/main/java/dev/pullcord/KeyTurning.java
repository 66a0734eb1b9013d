package dev.pullcord;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.AuditLog;
import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Platforms;
import dev.pullcord.redis.MasterKeys;
import dev.pullcord.redis.Rewrapping;
import dev.pullcord.review.PeopleDesk;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a turn of the master key through, and has each platform's audit say when it began and ended. The file of the masters changes
 * first and says itself what the audit does not have yet: whoever is killed, an entry may be there twice, and none is missing or untrue.
 * Blocks; steps from one at a time.
 */
final class KeyTurning {
    private static final Logger LOG = LoggerFactory.getLogger(KeyTurning.class);
    private static final PeopleDesk.Actor SERVICE = new PeopleDesk.Actor("service", "service");
    private static final int AT_ONCE = 2_000; // keys looked at: tens of milliseconds

    private final Rewrapping rewrapping;
    private final Platforms platforms;
    private final AuditLog audit;
    private final Clock clock;

    KeyTurning(Rewrapping rewrapping, Platforms platforms, AuditLog audit, Clock clock) {
        this.rewrapping = rewrapping;
        this.platforms = platforms;
        this.audit = audit;
        this.clock = clock;
    }

    private MasterKeys masters() {
        return rewrapping.masters();
    }

    /** The newest turn; empty before the first. */
    Optional<MasterKeys.Turn> turn() {
        try {
            return masters().turn();
        } catch (IOException e) {
            throw new Failed("the master keys beside sealFile cannot be read: " + e.getMessage(), e);
        }
    }

    /** Has a new master wrap from now on. What was begun before and is not ended goes on with this one. */
    void begin() {
        try {
            tell(SERVICE);
            masters().begin(clock.instant());
            tell(Registrar.actor());
        } catch (IOException e) {
            throw new Failed(
                    "the key is not turned: masters.json beside sealFile cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * Goes a step on.
     *
     * @return whether there is more to be done at once
     */
    synchronized boolean step() {
        try {
            tell(SERVICE);
            Rewrapping.Step step = rewrapping.step(AT_ONCE);
            if (!step.more()) {
                tell(SERVICE);
                if (step.lost() > 0) {
                    LOG.warn("{} keys of cases cannot be read by any master key that is here", step.lost());
                }
            }
            return step.more();
        } catch (IOException e) {
            throw new Failed("the keys of cases cannot be brought under the new master: " + e.getMessage(), e);
        }
    }

    private void tell(PeopleDesk.Actor who) throws IOException {
        MasterKeys.Turn turn = masters().turn().orElse(null);
        if (turn == null) {
            return;
        }
        if (!turn.beginTold()) {
            tell(who, "keys_turning", turn);
        }
        if (turn.ended() && !turn.endTold()) {
            tell(who, "keys_turned", turn);
        }
        if (!turn.beginTold() || (turn.ended() && !turn.endTold())) {
            masters().told(turn);
            LOG.info("the master key of cases {}", turn.ended() ? "is turned" : "turns");
        }
    }

    private void tell(PeopleDesk.Actor who, String verb, MasterKeys.Turn turn) {
        RuntimeException failed = null;
        for (Platform platform : Registrar.await(platforms.all())) {
            AuditDraft draft = new AuditDraft(
                    clock.instant(),
                    who.id(),
                    who.role(),
                    verb,
                    Optional.empty(),
                    new TreeMap<>(Map.of("begun", AuditDraft.time(turn.begunAt()))));
            try { // once, however often it is tried: one platform that is away is not to fill the others' chains
                Registrar.await(audit.appendOnce(
                        new ChainId(platform.id(), 0, ChainId.Hand.ADMIN), verb + ' ' + turn.begunAt(), draft));
            } catch (RuntimeException e) {
                failed = e;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}

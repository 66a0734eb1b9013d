package dev.pullcord.flow;

import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Platforms;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Rosters;
import dev.pullcord.intake.Urgency;
import dev.pullcord.review.ActivePolicies;
import dev.pullcord.review.CaseFold;
import dev.pullcord.review.EscalationPolicy;
import dev.pullcord.review.Policies;
import dev.pullcord.review.PolicyPack;
import dev.pullcord.review.Triage;
import dev.pullcord.wire.BadPolicy;
import dev.pullcord.wire.PolicyCodec;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this node at the policy in force on each platform, a beat behind at most.
 *
 * <p>What this build cannot read is never put in force:
 *
 * <pre>
 *   active       previous     then in force
 *   reads        -            the active one
 *   does not     in force     it stays in force
 *   does not     reads        the previous one
 *   does not     does not     the pack of this installation
 *   none         -            the pack of this installation
 *   store away   -            what was in force
 * </pre>
 */
public final class PolicyWatch implements ActivePolicies {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyWatch.class);
    private static final int MOST_EARLIER = 64; // versions kept read

    private final Platforms platforms;
    private final Policies policies;
    private final InForce usual;
    private final Map<String, InForce> inForce = new ConcurrentHashMap<>();
    private final Map<String, InForce> shadows = new ConcurrentHashMap<>();
    private final Map<String, PolicyPack> earlier = new ConcurrentHashMap<>();
    private Loop beat;

    /** @param usual in force where nobody has put another in force */
    public PolicyWatch(Platforms platforms, Policies policies, PolicyPack usual) {
        this.platforms = platforms;
        this.policies = policies;
        this.usual = new InForce(usual, CaseFold.of(usual), Optional.empty());
    }

    /**
     * One platform's.
     *
     * @param pack what it says
     * @param fold what it makes of events
     * @param refused the version that should be in force and cannot be read
     */
    private record InForce(PolicyPack pack, CaseFold fold, Optional<String> refused) {}

    @Override
    public PolicyPack of(String platform) {
        return inForce.getOrDefault(platform, usual).pack();
    }

    /** What a version says of escalation: a case follows the policy it was opened under. One that is lost: the one in force. */
    CompletionStage<EscalationPolicy> escalation(String platform, String version) {
        PolicyPack now = of(platform);
        if (now.version().equals(version)) {
            return CompletableFuture.completedFuture(now.escalation());
        }
        PolicyPack known = earlier.get(platform + ' ' + version);
        if (known != null) {
            return CompletableFuture.completedFuture(known.escalation());
        }
        return policies.find(platform, version).thenApply(found -> {
            PolicyPack then = found.flatMap(this::read)
                    .or(() -> PolicyCodec.shipped(version).map(document -> document.pack()))
                    .orElse(now);
            if (earlier.size() >= MOST_EARLIER) {
                earlier.clear();
            }
            earlier.put(platform + ' ' + version, then);
            return then.escalation();
        });
    }

    /** What the policy in force makes of events. */
    public CaseFold fold(String platform) {
        return inForce.getOrDefault(platform, usual).fold();
    }

    /** What a policy that runs beside it would make of events. */
    public Optional<CaseFold> shadow(String platform) {
        return Optional.ofNullable(shadows.get(platform)).map(InForce::fold);
    }

    /** How urgent a panic is, by the policy in force where it came from. */
    public Urgency urgency(String platform, Report panic, Optional<Rosters.Roster> roster, Instant receivedAt) {
        PolicyPack pack = of(platform);
        return new Triage(pack.triage(), pack.version()).forPanic(panic, roster, receivedAt);
    }

    /** Looks once, then at every beat. Completes when it has looked. */
    public Future<Void> start(Context context, Duration every) {
        beat = new Pulse(
                "the watch over policies", context, every, () -> look(context).map(false));
        return look(context).onComplete(looked -> beat.start());
    }

    public Future<Void> stop() {
        return beat == null ? Future.succeededFuture() : beat.stop();
    }

    private Future<Void> look(Context context) {
        return of(context, platforms.all())
                .compose(known -> Future.join(known.stream()
                                .map(platform -> look(context, platform))
                                .toList())
                        .mapEmpty());
    }

    private Future<Void> look(Context context, Platform platform) {
        return of(context, policies.standing(platform.id()))
                .compose(standing -> shade(context, platform, standing.shadow())
                        .compose(shaded -> follow(context, platform, standing)));
    }

    private Future<Void> follow(Context context, Platform platform, Policies.Standing standing) {
        if (standing.active().isEmpty()) {
            inForce.remove(platform.id());
            return Future.succeededFuture();
        }
        String wanted = standing.active().get();
        InForce now = inForce.getOrDefault(platform.id(), usual);
        boolean there = now.pack().version().equals(wanted) && inForce.containsKey(platform.id());
        if (there || now.refused().filter(wanted::equals).isPresent()) {
            return Future.succeededFuture();
        }
        List<String> candidates = inForce.containsKey(platform.id())
                ? List.of(wanted)
                : java.util.stream.Stream.concat(java.util.stream.Stream.of(wanted), standing.previous().stream())
                        .toList();
        return take(context, platform, wanted, candidates, 0);
    }

    private Future<Void> shade(Context context, Platform platform, Optional<String> wanted) {
        if (wanted.isEmpty()) {
            shadows.remove(platform.id());
            return Future.succeededFuture();
        }
        InForce now = shadows.get(platform.id());
        if (now != null && now.pack().version().equals(wanted.get())) {
            return Future.succeededFuture();
        }
        return of(context, policies.find(platform.id(), wanted.get())).map(found -> {
            found.flatMap(this::read)
                    .ifPresent(
                            pack -> shadows.put(platform.id(), new InForce(pack, CaseFold.of(pack), Optional.empty())));
            return null;
        });
    }

    private Future<Void> take(Context context, Platform platform, String wanted, List<String> candidates, int at) {
        if (at == candidates.size()) {
            InForce now = inForce.getOrDefault(platform.id(), usual);
            LOG.error(
                    "policy {} of {} cannot be read, {} stays in force",
                    wanted,
                    platform,
                    now.pack().version());
            inForce.put(platform.id(), new InForce(now.pack(), now.fold(), Optional.of(wanted)));
            return Future.succeededFuture();
        }
        return of(context, policies.find(platform.id(), candidates.get(at))).compose(found -> {
            Optional<PolicyPack> pack = found.flatMap(this::read);
            if (pack.isEmpty()) {
                return take(context, platform, wanted, candidates, at + 1);
            }
            boolean asked = candidates.get(at).equals(wanted);
            inForce.put(
                    platform.id(),
                    new InForce(pack.get(), CaseFold.of(pack.get()), asked ? Optional.empty() : Optional.of(wanted)));
            if (asked) {
                LOG.info("policy {} is in force on {}", wanted, platform);
            } else {
                LOG.error("policy {} of {} cannot be read, {} is in force", wanted, platform, candidates.get(at));
            }
            return Future.succeededFuture();
        });
    }

    private Optional<PolicyPack> read(Policies.Stored stored) {
        try {
            return Optional.of(PolicyCodec.stored(stored.whole()).pack());
        } catch (BadPolicy unreadable) {
            LOG.error("policy {}: {}", stored.version(), unreadable.getMessage());
            return Optional.empty();
        }
    }

    private static <T> Future<T> of(Context context, CompletionStage<T> stage) {
        return Future.fromCompletionStage(stage, context);
    }
}

package dev.pullcord;

import dev.pullcord.intake.Platform;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.ActivePolicies;
import dev.pullcord.review.PolicyPack;
import dev.pullcord.risk.RiskModel;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Tells meters what they will hear of, as far as a start knows it: before the first event all of it is there, at 0. */
public final class Expected {
    private Expected() {}

    /**
     * What this build can be asked for and can do.
     *
     * @param operations of the contract
     * @param scripts of Redis
     * @param usual the policy where nobody put another in force
     */
    public static void ofBuild(Meters meters, Set<String> operations, Set<String> scripts, PolicyPack usual) {
        meters.expect("operation", operations);
        meters.expect("script", scripts);
        meters.expect(
                "reason",
                Stream.concat(Stream.of("none"), Stream.of(Reason.values()).map(Reason::code))
                        .toList());
        meters.expect(
                "type", Stream.of(ActionType.values()).map(ActionType::code).toList());
        meters.expect("signal", new RiskModel(usual.risk()).signalIds());
        meters.expect("connector", List.of(Platform.GENERIC));
    }

    /** What these platforms have; others are known when they are first counted. */
    static void ofPlatforms(Meters meters, Collection<Platform> platforms, ActivePolicies policies) {
        platforms.forEach(platform -> meters.platformKnown(
                platform.id(),
                platform.connector(),
                policies.of(platform.id()).triage().paces()));
    }
}

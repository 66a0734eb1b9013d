package dev.pullcord.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes the clocks of a running service's policy as fast as the world that is played into it, by its public API: a version
 * derived from the one in force is put in force by two people, and the one before it again at the end. For one thread.
 */
public final class FasterClocks {
    private static final String PREFIX = "simulate-";
    private static final Duration TAKES_EFFECT = Duration.ofSeconds(30);
    private static final Duration LOOKS_EVERY = Duration.ofMillis(100);

    private final DeskCalls calls;
    private final DeskWire wire;
    private final DeskCalls.Who lead;
    private final DeskCalls.Who second;
    private final Clock clock;
    private final Courier.Pause pause;
    private Optional<String> before = Optional.empty();

    /**
     * @param lead proposes
     * @param second agrees
     */
    public FasterClocks(
            DeskCalls calls,
            DeskWire wire,
            DeskCalls.Who lead,
            DeskCalls.Who second,
            Clock clock,
            Courier.Pause pause) {
        this.calls = calls;
        this.wire = wire;
        this.lead = lead;
        this.second = second;
        this.clock = clock;
        this.pause = pause;
    }

    /** The policy in force as it comes to in a world of this speed; nothing is changed. */
    public DeskWire.Scaled asItIs(double speed) throws InterruptedException {
        return wire.scaled(calls.got(lead, "/v1/policies/" + inForce()), 1, speed);
    }

    /**
     * Puts the faster one in force.
     *
     * @throws Undeliverable when it cannot be
     */
    public DeskWire.Scaled putInForce(double speed) throws InterruptedException {
        String now = inForce();
        String usual = usual(now);
        DeskWire.Scaled faster = wire.scaled(calls.got(lead, "/v1/policies/" + usual), speed, speed);
        DeskCalls.Reply brought = calls.post(lead, "/v1/policies", faster.request(), Optional.empty());
        if (brought.status() != 200 && brought.status() != 201) {
            throw calls.refused(lead, brought);
        }
        before = Optional.of(usual);
        activate(faster.version());
        return faster;
    }

    /** The version that {@link #putBack} puts in force; empty when there is nothing to put back. */
    public Optional<String> before() {
        return before;
    }

    /** Puts the one before in force again. */
    public void putBack() throws InterruptedException {
        if (before.isPresent()) {
            activate(before.get());
            before = Optional.empty();
        }
    }

    /** What a simulation that was killed left in force is not taken for the usual one. */
    private static String usual(String version) {
        return version.startsWith(PREFIX) ? version.substring(version.indexOf("x.") + 2) : version;
    }

    private String inForce() throws InterruptedException {
        return wire.inForce(calls.got(lead, "/v1/policies"))
                .orElseThrow(() -> new Undeliverable("the service does not say which policy is in force"));
    }

    private void activate(String version) throws InterruptedException {
        DeskCalls.Reply first = ask(lead, version);
        if (first.status() == 202 || first.status() == 403) { // 403: he proposed it before
            DeskCalls.Reply agreed = ask(second, version);
            if (agreed.status() != 200 && agreed.status() != 409) {
                throw calls.refused(second, agreed);
            }
        } else if (first.status() != 200 && first.status() != 409) { // 409: it is in force
            throw calls.refused(lead, first);
        }
        Instant until = clock.instant().plus(TAKES_EFFECT);
        while (!inForce().equals(version)) {
            if (clock.instant().isAfter(until)) {
                throw new Undeliverable("the policy " + version + " does not come in force");
            }
            pause.pause(LOOKS_EVERY);
        }
    }

    private DeskCalls.Reply ask(DeskCalls.Who who, String version) throws InterruptedException {
        return calls.post(who, "/v1/policies/" + version + "/activate", "{}", Optional.empty());
    }
}

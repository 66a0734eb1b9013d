package dev.pullcord.plugin;

import java.util.List;

/**
 * How a connector finds its platform.
 *
 * @param state see {@link State}
 * @param findings what an operator should know or mend, a sentence each, without secrets; empty when all is well
 */
public record Health(State state, List<String> findings) {
    /** How well it is. */
    public enum State {
        /** actions will arrive */
        UP,
        /** actions will arrive, but something is set up unsafely or runs badly */
        DEGRADED,
        /** actions will not arrive */
        DOWN
    }

    public Health {
        findings = List.copyOf(findings);
        if (state != State.UP && findings.isEmpty()) {
            throw new IllegalArgumentException("health.findings: " + state + " says why");
        }
    }

    /** All is well. */
    public static Health up() {
        return new Health(State.UP, List.of());
    }

    /** Actions will not arrive. */
    public static Health down(String why) {
        return new Health(State.DOWN, List.of(why));
    }
}

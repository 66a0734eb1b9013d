package dev.pullcord.simulation;

import dev.pullcord.intake.Subject;
import dev.pullcord.review.PolicyPack;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The documents that people at a desk and Pullcord exchange, so that this room need not know their form. Readers throw
 * {@link IllegalArgumentException} on what is no such document.
 */
public interface DeskWire {
    /**
     * A case, as far as it is looked at here.
     *
     * @param id the service's
     * @param subject whom it is about
     * @param queue where it waits or waited
     * @param reason the gravest reported; absent where behaviour alone opened it
     * @param openedAt on the service's clock
     * @param deadline on the service's clock, as it stands
     */
    record Seen(
            String id, Subject subject, String queue, Optional<String> reason, Instant openedAt, Instant deadline) {}

    /**
     * A case that somebody holds.
     *
     * @param expiresAt when the claim runs out unless it is renewed
     */
    record Held(Seen seen, String token, Instant expiresAt) {
        @Override
        public String toString() {
            return "Held[" + seen.id() + "]"; // the token stays out of logs
        }
    }

    /**
     * A page of a list.
     *
     * @param next how to ask for the following one
     */
    record Page<T>(List<T> items, Optional<String> next) {
        public Page {
            items = List.copyOf(items);
        }
    }

    /**
     * A policy with faster clocks.
     *
     * @param version its name, the same for the same policy and speed
     * @param request what is posted to bring it
     * @param slowed the same policy with its clocks as slow again as the world is fast: what it comes to in the world
     * @param bounded which clocks would be too short for a policy, and so are longer than they should be
     */
    record Scaled(String version, String request, PolicyPack slowed, List<String> bounded) {
        public Scaled {
            bounded = List.copyOf(bounded);
        }
    }

    /** Reads the answer to a claim. */
    Held held(String answer);

    /** Reads when a renewed claim runs out. */
    Instant renewed(String answer);

    /** Reads a page of cases. */
    Page<Seen> cases(String answer);

    /** Reads a page of a case's reports: the ids of their events. */
    Page<String> reports(String answer);

    /** Reads the role of whoever asks who he is. */
    String role(String answer);

    /** Reads whether an account is suspended, and so may not join. */
    boolean suspended(String answer);

    /** Reads the version in force from a list of policies. */
    Optional<String> inForce(String answer);

    /**
     * Reads a whole policy, and makes its clocks so many times as fast.
     *
     * @param speed how fast the clocks are to be
     * @param world how fast the world is that is played to them
     */
    Scaled scaled(String answer, double speed, double world);

    /** What is wrong, in short. */
    String problem(String answer);

    /**
     * A decision.
     *
     * @param policy with a violation
     * @param suspend whether the case's account is suspended for a week
     */
    String decision(String token, String outcome, Optional<String> policy, String reason, boolean suspend);

    /** A second person's answer to a proposal. */
    String approval(boolean approve, String reason);

    /** What renews a claim. */
    String renewal(String token);

    /** What asks for the case that is held, or for what goes before it. */
    String setAside();

    /** What hands a case back. */
    String handBack(String token, String reason);
}

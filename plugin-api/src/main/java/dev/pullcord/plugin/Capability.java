package dev.pullcord.plugin;

import java.util.Optional;

/**
 * One thing a connector can ask for.
 *
 * @param action the action
 * @param support how sure it is that the platform can do it
 * @param limits what a moderator should know before he picks it, in one sentence, for example that a removed participant
 *     can come back with his old token
 */
public record Capability(ActionType action, Support support, Optional<String> limits) {
    /** How sure it is. */
    public enum Support {
        /** the meeting system does it itself */
        NATIVE,
        /** it is passed on to the platform's own code, which may answer that it is unsupported */
        DELEGATED
    }
}

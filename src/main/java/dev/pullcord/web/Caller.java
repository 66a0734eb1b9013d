package dev.pullcord.web;

import dev.pullcord.intake.Platform;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.PersonalToken;
import dev.pullcord.review.Sessions;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Who calls. */
sealed interface Caller {
    /** The platform itself, by key or signature. */
    record OfPlatform(Platform platform) implements Caller {}

    /**
     * Somebody in one of its meetings, by a token that the platform made for him.
     *
     * @param account his
     * @param participant who he is in the meeting, as far as the platform says
     * @param meeting the only one he speaks of
     */
    record OfParticipant(Platform platform, String account, Optional<String> participant, String meeting)
            implements Caller {
        @Override
        public String toString() {
            return "OfParticipant[" + platform.id() + "]"; // who he is stays out of logs
        }
    }

    /**
     * Somebody at its desk.
     *
     * @param scopes what his token may be used for; a session has all
     * @param session the sign-in at the console that he calls by; absent when he calls by a token
     * @param until when his token ends; absent when it does not, or he calls by a session
     */
    record OfModerator(
            Platform platform,
            Moderator moderator,
            Set<PersonalToken.Scope> scopes,
            Optional<Sessions.Session> session,
            Optional<Instant> until)
            implements Caller {}

    /** Nobody known; only for what anybody may call. */
    record Nobody() implements Caller {}
}

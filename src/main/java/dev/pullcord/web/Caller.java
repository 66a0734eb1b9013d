package dev.pullcord.web;

import dev.pullcord.intake.Platform;
import dev.pullcord.review.Moderator;

/** Who calls. */
sealed interface Caller {
    /** The platform itself, by key or signature. */
    record OfPlatform(Platform platform) implements Caller {}

    /** Somebody at its desk. */
    record OfModerator(Platform platform, Moderator moderator) implements Caller {}

    /** Nobody known; only for what anybody may call. */
    record Nobody() implements Caller {}
}

package dev.pullcord.review;

import dev.pullcord.plugin.ActionType;
import dev.pullcord.plugin.Target;
import java.time.Duration;
import java.util.Optional;

/**
 * One thing the platform shall do because of a decision.
 *
 * @param id the action's id, stable over every try: the decision's id and {@code .a1}, {@code .a2} …
 * @param type what
 * @param target to whom
 * @param duration for how long; absent means until it is taken back
 */
public record ActionOrder(String id, ActionType type, Target target, Optional<Duration> duration) {}

package dev.pullcord.simulation;

import dev.pullcord.intake.Body;
import java.time.Instant;

/**
 * One thing that happens in the invented world and that its platform reports.
 *
 * @param id the event's id, unique over all evenings of a world and all starts of them
 * @param at when it happens
 * @param body what the platform says of it
 * @param cause why it happens; never sent
 */
public record Happening(String id, Instant at, Body body, Cause cause) {}

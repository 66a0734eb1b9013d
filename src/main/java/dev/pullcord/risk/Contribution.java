package dev.pullcord.risk;

import java.time.Instant;

/**
 * One signal's share of a risk, kept so that a person can see why.
 *
 * @param signal the catalogue's id, for example {@code USR-1}
 * @param family the kind of evidence
 * @param weight in nats, as it stands at the moment of the assessment, before its family saturates
 * @param counts how much of the score it is, in nats: its part of what its family adds once saturated
 * @param halfLifeMs milliseconds in which it fades to a half
 * @param at when it was last observed
 * @param explanation one plain sentence: what happened
 * @param caution one plain sentence: what else it could mean
 */
public record Contribution(
        String signal,
        Family family,
        double weight,
        double counts,
        long halfLifeMs,
        Instant at,
        String explanation,
        String caution) {}

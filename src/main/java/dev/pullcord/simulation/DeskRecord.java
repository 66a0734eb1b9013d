package dev.pullcord.simulation;

import dev.pullcord.intake.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What happened at a desk in one evening; all that a measure is made of, whoever played it.
 *
 * @param cases all that were opened
 * @param truth what was really so
 * @param stopped who was acted on, and when
 * @param risked of each innocent account, how likely it was that somebody acts on it, given who looked at it and how often: the
 *     chances of error of all these looks together; empty where that is not known
 * @param end when the evening ended
 * @param horizon until when the desk worked; what was not looked at by then counts as looked at then
 * @param precision see {@link HeadQuality}
 * @param average see {@link HeadQuality}
 */
record DeskRecord(
        List<DeskCase> cases,
        Truth truth,
        Map<Subject, Instant> stopped,
        Optional<Map<Subject, Double>> risked,
        Instant end,
        Instant horizon,
        double precision,
        double average) {}

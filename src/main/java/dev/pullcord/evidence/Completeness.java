package dev.pullcord.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How much of what helps an authority to find a child a filing says. What is needed must be there before anybody confirms; the
 * rest is counted, with what would help most first: where the suspect was on the network, to the port and the second, is what
 * tells an authority whose case it is.
 *
 * @param percent of all weights that are there, 0 to 100
 * @param missing what is not, what is needed first, then the weightiest
 */
public record Completeness(int percent, List<Gap> missing) {
    /**
     * Something that is not there.
     *
     * @param pointer the field, as in a JSON pointer
     * @param weight what it would add, in percent of the whole
     * @param needed whether it cannot go without
     * @param why what it is good for
     */
    public record Gap(String pointer, int weight, boolean needed, String why) {}

    private record Wanted(String pointer, int weight, boolean needed, String why, Predicate<Particulars> there) {}

    private static final List<Wanted> WANTED = List.of(
            new Wanted(
                    "/suspect",
                    12,
                    true,
                    "somebody it is about: an account, a name or a capture",
                    p -> p.suspect().filter(Completeness::names).isPresent()),
            new Wanted(
                    "/suspect/captures",
                    25,
                    false,
                    "an IP address of the suspect with its port and time tells whose case it is",
                    p -> p.suspect()
                            .filter(s ->
                                    s.captures().stream().anyMatch(c -> c.port().isPresent() && c.at().isPresent()))
                            .isPresent()),
            new Wanted(
                    "/suspect/emails",
                    10,
                    false,
                    "a verified address of the suspect leads to other accounts",
                    p -> p.suspect()
                            .filter(s -> s.emails().stream()
                                    .anyMatch(e -> e.verified().orElse(false)))
                            .isPresent()),
            new Wanted(
                    "/suspect/phones",
                    8,
                    false,
                    "a number of the suspect leads to a person",
                    p -> p.suspect().filter(s -> !s.phones().isEmpty()).isPresent()),
            new Wanted(
                    "/suspect/screenName",
                    5,
                    false,
                    "the name the suspect goes by",
                    p -> p.suspect()
                            .filter(s -> s.screenName().isPresent()
                                    || !s.displayNames().isEmpty())
                            .isPresent()),
            new Wanted(
                    "/victims",
                    12,
                    false,
                    "who was harmed, as far as known",
                    p -> !p.victims().isEmpty()),
            new Wanted(
                    "/victims/0/place",
                    8,
                    false,
                    "where the child may be",
                    p -> p.victims().stream()
                            .anyMatch(
                                    v -> v.place().isPresent() || !v.captures().isEmpty())),
            new Wanted(
                    "/about",
                    10,
                    false,
                    "what happened, in plain words",
                    p -> p.about().isPresent()),
            new Wanted(
                    "/items",
                    5,
                    false,
                    "what the platform keeps, with digests",
                    p -> !p.items().isEmpty()),
            new Wanted(
                    "/meeting",
                    5,
                    false,
                    "the call it happened in",
                    p -> p.meeting().isPresent()));

    /**
     * Of these particulars, now.
     *
     * @param now nothing that is said to have happened may be after it
     */
    public static Completeness of(Particulars said, Instant now) {
        int there = 0;
        List<Gap> missing = new ArrayList<>();
        for (Wanted wanted : WANTED) {
            if (wanted.there().test(said)) {
                there += wanted.weight();
            } else {
                missing.add(new Gap(wanted.pointer(), wanted.weight(), wanted.needed(), wanted.why()));
            }
        }
        future(said, now).ifPresent(missing::add);
        if (said.danger().isPresent()
                && said.dangerDetail().filter(w -> !w.isBlank()).isEmpty()) {
            missing.add(new Gap("/dangerDetail", 0, true, "what makes it so urgent, in words"));
        }
        missing.sort(Comparator.comparing((Gap gap) -> !gap.needed())
                .thenComparing(Comparator.comparing(Gap::weight).reversed()));
        return new Completeness(there, List.copyOf(missing));
    }

    public Completeness {
        missing = List.copyOf(missing);
    }

    /** Whether all that is needed is there. */
    public boolean enough() {
        return missing.stream().noneMatch(Gap::needed);
    }

    private static boolean names(Involved somebody) {
        return somebody.accountId().isPresent()
                || somebody.screenName().isPresent()
                || !somebody.displayNames().isEmpty()
                || somebody.lastName().isPresent()
                || !somebody.emails().isEmpty()
                || !somebody.phones().isEmpty()
                || !somebody.captures().isEmpty();
    }

    /** Recipients refuse what lies ahead, and it is a slip in any case. */
    private static Optional<Gap> future(Particulars said, Instant now) {
        if (said.incidentAt().isAfter(now)) {
            return Optional.of(new Gap("/incidentAt", 0, true, "it must have happened already"));
        }
        boolean ahead = java.util.stream.Stream.of(said.suspect().stream().toList(), said.victims(), said.recipients())
                .flatMap(List::stream)
                .flatMap(one -> java.util.stream.Stream.concat(
                        one.captures().stream().flatMap(c -> c.at().stream()),
                        one.devices().stream().flatMap(d -> d.at().stream())))
                .anyMatch(at -> at.isAfter(now));
        return ahead
                ? Optional.of(new Gap("/suspect/captures", 0, true, "a capture's time lies in the future"))
                : Optional.empty();
    }
}

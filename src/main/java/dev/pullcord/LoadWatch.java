package dev.pullcord;

import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Platforms;
import dev.pullcord.review.Care;
import dev.pullcord.review.People;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts now and then how much of their exposure's budget people on shift have used: how many, never who. */
final class LoadWatch {
    private static final List<String> BUDGET = List.of("below_half", "above_half", "nearly_used", "used");
    private static final double NEARLY = 0.9;

    private final Platforms platforms;
    private final People people;
    private final Care care;
    private final Meters meters;

    LoadWatch(Platforms platforms, People people, Care care, Meters meters) {
        this.platforms = platforms;
        this.people = people;
        this.care = care;
        this.meters = meters;
    }

    /** Looks now. Blocks. */
    void look() {
        for (Platform platform : Registrar.await(platforms.all())) {
            Map<String, Long> many = new TreeMap<>();
            Registrar.await(people.all(platform.id())).stream()
                    .flatMap(person -> Registrar.await(care.standing(platform, person)).stream())
                    .filter(Care.Standing::onShift)
                    .forEach(standing -> many.merge(word(standing.share()), 1L, Long::sum));
            BUDGET.forEach(word -> meters.of(platform.id()).exposedPeople(word, many.getOrDefault(word, 0L)));
        }
    }

    static String word(double share) {
        return BUDGET.get(share >= 1 ? 3 : share >= NEARLY ? 2 : share >= 0.5 ? 1 : 0);
    }
}

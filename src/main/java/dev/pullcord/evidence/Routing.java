package dev.pullcord.evidence;

import dev.pullcord.plugin.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who a case could go to, and why. It suggests; a person says where somebody is, and drafts what shall go. Pure.
 *
 * <ol>
 *   <li>Where the platform is established says who must have it; where somebody is may, too.
 *   <li>Where somebody may be in danger the police of where the victim is come first, those of where the suspect is second.
 *   <li>A minor, or somebody whose age nobody knows, goes the way of children. An adult's harm goes to the police with the
 *       victim's consent, or in danger, or where a law says so.
 *   <li>Where nobody knows the place: whoever must have it, and the police of where the platform is.
 *   <li>What may hurt the victim is shown with its reason and never suggested.
 * </ol>
 */
public final class Routing {
    private Routing() {}

    /**
     * What is known.
     *
     * @param found what a person found
     * @param minor whether a minor is involved; absent when nobody knows
     * @param danger whether somebody may be in danger now
     * @param establishment where the platform is, ISO 3166
     * @param victimPlace where a person says that the victim is
     * @param suspectPlace where a person says that the suspect is
     * @param accounts the recipients reached by calls that the platform files with, and not with their test systems
     * @param filed which recipients have a filing of this conclusion, by its id
     */
    public record Situation(
            Reason found,
            Optional<Boolean> minor,
            boolean danger,
            Optional<String> establishment,
            Optional<String> victimPlace,
            Optional<String> suspectPlace,
            Set<String> accounts,
            Map<String, String> filed) {
        public Situation {
            accounts = Set.copyOf(accounts);
            filed = Map.copyOf(filed);
        }

        boolean adults() {
            return minor.filter(known -> !known).isPresent();
        }
    }

    /** Why a recipient comes into question. */
    public enum Because {
        /** what was found must go there */
        MUST,
        /** the platform is established there */
        ESTABLISHED,
        VICTIM_THERE,
        SUSPECT_THERE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One of them.
     *
     * @param suggested whether it should have it
     * @param consent whether the victim, an adult, is asked first
     * @param filing the one that it has already
     */
    public record Route(
            Recipient recipient, List<Because> because, boolean suggested, boolean consent, Optional<String> filing) {
        public Route {
            because = List.copyOf(because);
        }
    }

    /** Who comes into question, those that should have it first. */
    public static List<Route> of(Recipients recipients, Situation s) {
        List<Route> routes = new ArrayList<>();
        for (Recipient one : recipients.all()) {
            boolean must = one.mustHave(s.found(), s.minor().orElse(true)); // who knows no age takes it for a child's
            List<Because> because = because(one, s, must);
            boolean takes =
                    one.where().takes().takes(s.adults()) || one.always().contains(s.found());
            if (!because.isEmpty() && takes && !replaced(recipients, one, s)) {
                routes.add(new Route(
                        one,
                        because,
                        suggested(recipients, one, s, must),
                        s.adults() && !s.danger() && !must,
                        Optional.ofNullable(s.filed().get(one.id()))));
            }
        }
        routes.sort(Comparator.comparing((Route route) -> !route.suggested())
                .thenComparing(route -> !route.because().contains(Because.MUST))
                .thenComparing(route -> !route.because().contains(Because.VICTIM_THERE))
                .thenComparing(route -> route.recipient().where().role())
                .thenComparing(route -> route.recipient().id()));
        return List.copyOf(routes);
    }

    private static List<Because> because(Recipient one, Situation s, boolean must) {
        Recipient.Where where = one.where();
        List<Because> because = new ArrayList<>();
        if (where.places().isEmpty()) {
            if (must) {
                because.add(Because.MUST);
            }
            return because;
        }
        boolean here = s.establishment().filter(where::holds).isPresent();
        boolean victim = s.victimPlace().filter(where::holds).isPresent();
        boolean suspect = s.suspectPlace().filter(where::holds).isPresent();
        if (must && (here || victim || suspect)) {
            because.add(Because.MUST);
        }
        if (victim) {
            because.add(Because.VICTIM_THERE);
        }
        if (suspect) {
            because.add(Because.SUSPECT_THERE);
        }
        if (here && (must || s.victimPlace().isEmpty())) {
            because.add(Because.ESTABLISHED);
        }
        return because;
    }

    /** Whether somebody nearer is there, at every place that it would be for, in the place of one that is for want of others. */
    private static boolean replaced(Recipients recipients, Recipient one, Situation s) {
        return Stream.of(s.victimPlace(), s.suspectPlace(), s.establishment())
                .flatMap(Optional::stream)
                .filter(one.where()::holds)
                .allMatch(place -> replaced(recipients, one, place));
    }

    /** Whether another of its role is there for this place, without a caution, so that it is needless. */
    static boolean replaced(Recipients recipients, Recipient one, String place) {
        return one.where().fallback()
                && recipients.all().stream()
                        .anyMatch(other -> !other.where().fallback()
                                && other.where().role() == one.where().role()
                                && other.notes().caution().isEmpty()
                                && other.where().places().contains(place));
    }

    private static boolean suggested(Recipients recipients, Recipient one, Situation s, boolean must) {
        boolean elsewhere = one.where()
                .unless()
                .filter(id -> s.accounts().contains(id) && mustHave(recipients, id, s))
                .isPresent();
        if (one.notes().caution().isPresent() || elsewhere) {
            return false;
        }
        return switch (one.where().role()) {
            case STATUTORY -> must;
            case POLICE -> must || s.danger();
            case HOTLINE ->
                !s.adults()
                        && s.victimPlace().filter(one.where()::holds).isPresent()
                        && recipients.all().stream()
                                .noneMatch(other -> other.where().role() == Recipient.Role.STATUTORY
                                        && other.mustHave(s.found(), s.minor().orElse(true))
                                        && !because(other, s, true).isEmpty());
        };
    }

    private static boolean mustHave(Recipients recipients, String id, Situation s) {
        return recipients
                .find(id)
                .filter(other -> other.mustHave(s.found(), s.minor().orElse(true)))
                .isPresent();
    }
}

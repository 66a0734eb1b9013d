package dev.pullcord.review;

import dev.pullcord.risk.Contribution;
import dev.pullcord.risk.Family;
import dev.pullcord.risk.Risk;
import java.util.List;

/**
 * What a lane's condition can ask of a case: {@code reason} and its {@code group} (empty when nobody named one),
 * {@code panic}, {@code live}, {@code immediateDanger}, {@code minorInvolved}, {@code probability},
 * {@code reportCount}, {@code families} (whose evidence is known; but for network, which moves nobody up), {@code behaviour} (how much what was observed, and
 * not said, adds to the score, in nats; where somebody's network is has no part in it). Nothing else: where somebody is from, what he speaks
 * and who he is have no name here, so no policy can ask.
 *
 * @param facts what was reported
 * @param risk what it adds up to
 * @param live whether its meeting goes on
 * @param reportCount how many reports there are
 */
record Asked(CaseFacts facts, Risk risk, boolean live, int reportCount) implements Condition.Inputs {
    @Override
    public Object value(String name) {
        return switch (name) {
            case "reason" -> facts.reason().map(r -> r.code()).orElse("");
            case "group" ->
                facts.reason()
                        .map(r -> r.group().name().toLowerCase(java.util.Locale.ROOT))
                        .orElse("");
            case "panic" -> facts.panic();
            case "live" -> live;
            case "immediateDanger" -> facts.immediateDanger();
            case "minorInvolved" -> facts.minorInvolved();
            case "probability" -> risk.probability();
            case "reportCount" -> (long) reportCount;
            case "families" -> families();
            case "behaviour" -> risk.behaviour();
            default -> throw new IllegalArgumentException("condition: there is no '" + name + "' here");
        };
    }

    private List<String> families() {
        return risk.contributions().stream()
                .map(Contribution::family)
                .filter(family -> family != Family.NETWORK)
                .distinct()
                .map(family -> family.word())
                .toList();
    }
}

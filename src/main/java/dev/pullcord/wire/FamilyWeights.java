package dev.pullcord.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pullcord.plugin.Reason;
import dev.pullcord.risk.Family;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where in a policy the weights of a family stand: those numbers which, all multiplied alike, multiply what the family adds.
 * What a reporter's record adds to a flag is none of them, for it is a difference of odds of its own.
 *
 * @param family whose
 * @param path of a signal, under {@code risk.signals}
 * @param most its upper bound, as the signal's record checks it
 */
record FamilyWeights(Family family, List<String> path, double most) {
    private static final double MOST = 10; // nats, as Bounds.signal has it
    private static final double MOST_SATURATION = 20;
    private static final double LEAST_SATURATION = 0.01;

    private static final List<FamilyWeights> ALL = all();

    private static List<FamilyWeights> all() {
        List<FamilyWeights> all = new ArrayList<>();
        Arrays.stream(Reason.values()) // what multiplies a flag's weight; absent is 1
                .forEach(reason -> all.add(of(Family.VOICE, 5, "flags", "scale", reason.code())));
        all.add(of(Family.VOICE, MOST, "flags", "danger"));
        all.add(of(Family.VOICE, 0.3, "reporters", "silence", "share"));
        all.add(of(Family.VOICE, 1, "reporters", "silence", "most"));
        weights(all, Family.VOICE, "panics", "minors", "withdrawals");
        all.add(of(Family.VOICE, 0.3, "nearPanics", "weight"));
        weights(all, Family.PAYMENT, "payments", "escalations", "paidCalls", "paidReports", "payers", "overlaps");
        all.add(of(Family.PAYMENT, 0.3, "oddPayments", "weight"));
        weights(all, Family.MEETING, "oneWayMeetings", "recreatedRooms", "matches");
        all.add(of(Family.MEETING, 1, "classifiers", "weight"));
        weights(all, Family.CONTACT, "blocks", "contacts", "recruiting", "pushes", "ageGaps", "cycles", "harvests");
        weights(all, Family.ACCOUNT, "ageChanges", "sanctions", "reusedDevices", "origins");
        List.of("vpn", "proxy", "tor").forEach(kind -> all.add(of(Family.NETWORK, 1, "networks", "weight", kind)));
        all.add(of(Family.NETWORK, 1, "origins", "network"));
        return List.copyOf(all);
    }

    private static FamilyWeights of(Family family, double most, String... path) {
        return new FamilyWeights(family, List.of(path), most);
    }

    private static void weights(List<FamilyWeights> all, Family family, String... signals) {
        Arrays.stream(signals).forEach(signal -> all.add(of(family, MOST, signal, "weight")));
    }

    /** By how much each family can be multiplied before one of its numbers leaves its bounds; not below 1. */
    static Map<Family, Double> most(PolicyDocument base) {
        JsonNode risk = tree(base);
        Map<Family, Double> most = new EnumMap<>(Family.class);
        for (Family family : Family.values()) {
            most.put(family, MOST_SATURATION / saturation(risk, family));
        }
        for (FamilyWeights one : ALL) {
            double value = one.in(risk);
            if (value > 0) {
                most.merge(one.family, one.most / value, Math::min);
            }
        }
        most.replaceAll((family, times) -> Math.max(1, times));
        return most;
    }

    /** What of {@code risk} changes when families are multiplied, as a tree to be merged onto the base. */
    static ObjectNode multiplied(PolicyDocument base, Map<Family, Double> factors) {
        JsonNode risk = tree(base);
        ObjectNode changes = StoredJson.read("{}", ObjectNode.class);
        ObjectNode saturation = changes.putObject("saturation");
        ObjectNode signals = changes.putObject("signals");
        for (Family family : Family.values()) {
            Double times = factors.get(family);
            if (times != null) {
                double limit = Math.max(LEAST_SATURATION, times * saturation(risk, family));
                saturation.put(family.word(), FittedPolicy.rounded(Math.min(MOST_SATURATION, limit)));
            }
        }
        for (FamilyWeights one : ALL) {
            Double times = factors.get(one.family);
            if (times != null && one.in(risk) > 0) {
                ObjectNode at = signals;
                for (String step : one.path.subList(0, one.path.size() - 1)) {
                    at = at.withObjectProperty(step);
                }
                at.put(
                        one.path.get(one.path.size() - 1),
                        FittedPolicy.rounded(Math.min(one.most, times * one.in(risk))));
            }
        }
        return changes;
    }

    private double in(JsonNode risk) {
        JsonNode at = risk.path("signals");
        for (String step : path) {
            at = at.path(step);
        }
        boolean scale = path.get(1).equals("scale");
        return at.asDouble(scale ? 1 : 0);
    }

    private static double saturation(JsonNode risk, Family family) {
        return risk.path("saturation").path(family.word()).asDouble();
    }

    private static JsonNode tree(PolicyDocument base) {
        return PolicyText.read(base.whole()).tree().path("risk");
    }
}

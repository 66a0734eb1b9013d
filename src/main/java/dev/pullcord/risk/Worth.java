package dev.pullcord.risk;

import dev.pullcord.intake.Observation;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;

/**
 * What money was worth on a day, so that amounts compare. The only place in which a currency is read: what comes out of it is a
 * number of euros, and nothing else in risk knows what somebody paid with, which would say where he is from. A table comes
 * with the service and never changes; a policy names one and can weigh nothing by currency.
 *
 * @param name what a policy calls it
 * @param asOf the day
 * @param source whose rates they are
 * @param perEuro how much of it one euro bought, in whole units, by ISO 4217 code; above 0
 */
public record Worth(String name, LocalDate asOf, String source, Map<String, Double> perEuro) {
    public Worth {
        perEuro = Map.copyOf(perEuro);
        perEuro.forEach((code, rate) -> {
            if (Currency.getInstance(code).getDefaultFractionDigits() < 0) { // throws where there is none such
                throw new IllegalArgumentException("money." + name + ": '" + code + "' has no minor unit");
            }
            Bounds.within("money." + name + "." + code, rate, 1e-6, 1e9);
        });
    }

    /** What an amount is worth in euros; NaN, which is neither small nor large, when its currency is not in the table. */
    double euros(Observation.Amount amount) {
        Double rate = perEuro.get(amount.currency());
        return rate == null
                ? Double.NaN
                : amount.minor()
                        / Math.pow(10, Currency.getInstance(amount.currency()).getDefaultFractionDigits())
                        / rate;
    }
}

package dev.pullcord;

import java.util.Optional;

/**
 * What goes to authorities.
 *
 * @param establishment the country whose law the platforms here are established under, ISO 3166 ({@code DE}); default none
 */
record FilingsConfig(Optional<String> establishment) {
    FilingsConfig {
        establishment.ifPresent(country -> Config.require(
                country.matches("[A-Z]{2}"), "filings.establishment", country, "no country's code, as DE"));
    }

    static FilingsConfig defaults() {
        return new FilingsConfig(Optional.empty());
    }
}

package dev.pullcord.review;

import dev.pullcord.plugin.Reason;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody wants for himself. Nobody else is shown it, and nobody is asked why.
 *
 * @param optOuts reasons of which he is given no case
 * @param locale the console's language, a BCP 47 tag; absent: the browser's
 * @param timeZone the zone times are shown in, by its IANA name; absent: the browser's
 * @param theme the console's colours
 * @param greyscale whether the platform's viewer is opened without colour
 * @param blur whether it is opened blurred
 * @param mute whether it is opened silent
 */
public record Preferences(
        Set<Reason> optOuts,
        Optional<String> locale,
        Optional<String> timeZone,
        Theme theme,
        Boolean greyscale,
        Boolean blur,
        Boolean mute) {
    /** The console's colours. */
    public enum Theme {
        SYSTEM,
        LIGHT,
        DARK;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The gentlest there are. */
    public static final Preferences GENTLE =
            new Preferences(Set.of(), Optional.empty(), Optional.empty(), Theme.SYSTEM, true, true, true);

    /** What was not kept is as gentle as can be. */
    public Preferences {
        optOuts = optOuts == null || optOuts.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(optOuts));
        locale = locale == null ? Optional.empty() : locale;
        timeZone = timeZone == null ? Optional.empty() : timeZone;
        theme = theme == null ? Theme.SYSTEM : theme;
        greyscale = greyscale == null || greyscale;
        blur = blur == null || blur;
        mute = mute == null || mute;
    }
}

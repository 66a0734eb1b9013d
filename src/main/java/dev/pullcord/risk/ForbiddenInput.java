package dev.pullcord.risk;

import java.util.regex.Pattern;

/** What may be no input of a risk or a policy, by whatever name: where somebody is from, what he speaks, who he is. */
public final class ForbiddenInput {
    private static final Pattern NEVER = Pattern.compile(
            ".*(countr|nation|citizen|languag|locale|gender|sexual|orient|ethnic|religio|faith|race|skin|region"
                    + "|city|geo|currenc|latit|longit|timezone|address|name|text|title).*|description",
            Pattern.CASE_INSENSITIVE);

    private ForbiddenInput() {}

    public static boolean is(String name) {
        return NEVER.matcher(name).matches();
    }
}

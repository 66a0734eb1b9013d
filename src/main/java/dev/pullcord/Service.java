package dev.pullcord;

/** placeholder */
final class Service {
    private Service() {}

    static String setupLink(Config config, String code) {
        return "http://" + config.server().host() + ":" + config.server().port() + "/setup/" + code;
    }
}

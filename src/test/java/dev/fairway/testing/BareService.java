package dev.fairway.testing;

import java.time.Clock;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.util.AlternativeJdkIdGenerator;
import org.springframework.util.IdGenerator;

/**
 * What stands around every endpoint, with the registry's as the only ones: no engine, no jobs, no monitor. It
 * is no {@code @Configuration}, so that a scan for the whole service's parts does not find it.
 */
@EnableAutoConfiguration
@ComponentScan({"dev.fairway.contract", "dev.fairway.registry", "dev.fairway.security"})
@ConfigurationPropertiesScan({"dev.fairway.contract", "dev.fairway.registry", "dev.fairway.security"})
public class BareService {

    /** The readiness of the whole service asks for parts that are not here. */
    public static final String PARTIAL = "management.endpoint.health.validate-group-membership=false";

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    IdGenerator ids() {
        return new AlternativeJdkIdGenerator();
    }
}

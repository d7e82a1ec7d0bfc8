package dev.fairway;

import com.fasterxml.uuid.Generators;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.IdGenerator;

@Configuration(proxyBeanMethods = false)
class Identity {

    /** Ids that sort by the time of their making (UUID version 7, RFC 9562). */
    @Bean
    IdGenerator ids() {
        return Generators.timeBasedEpochGenerator()::generate;
    }
}

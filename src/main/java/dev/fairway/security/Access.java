package dev.fairway.security;

import dev.fairway.contract.Refusal;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.HeaderWriterFilter;

/** Who may call which path. */
@Configuration(proxyBeanMethods = false)
class Access {

    /** What a probe asks, which holds no key and learns nothing but whether the service is up. */
    private static final String[] PROBES = {"/actuator/health", "/actuator/health/**", "/ping", "/v2/health/**"};

    private final SecurityProperties properties;
    private final Answers answers;
    private final PredictionGate gate;

    Access(SecurityProperties properties, Answers answers, PredictionGate gate) {
        this.properties = properties;
        this.answers = answers;
        this.gate = gate;
    }

    /** Most have left before they come here. Those that have not are asked once more, lest a change of order let one in. */
    @Bean
    @Order(0)
    SecurityFilterChain pastTheGate() {
        return new DefaultSecurityFilterChain(PredictionGate::isPrediction, gate.guard());
    }

    @Bean
    SecurityFilterChain chain(HttpSecurity http) {
        plain(http);
        return (properties.isDev() ? open(http) : keyed(http, ApiKeys.of(properties.keys()))).build();
    }

    /** Nobody looks at a figure for each filter of each request, and taking them costs more than the filters do. */
    @Bean
    SecurityObservationSettings unobservedFilters() {
        return SecurityObservationSettings.noObservations();
    }

    /** Callers hold no cookie and no session, so there is nothing that a forged request of a browser could ride on. */
    private static void plain(HttpSecurity http) {
        http.sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .logout(logout -> logout.disable())
                .requestCache(cache -> cache.disable());
    }

    private HttpSecurity open(HttpSecurity http) {
        return http.addFilterAfter(new SameMachine(answers), HeaderWriterFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
    }

    private HttpSecurity keyed(HttpSecurity http, ApiKeys keys) {
        return http.addFilterBefore(new KeyFilter(keys), AnonymousAuthenticationFilter.class)
                .exceptionHandling(failures -> failures
                        .authenticationEntryPoint((request, response, _) -> KeyGate.refuse(answers, request, response)))
                .authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC).permitAll();
                    requests.requestMatchers(PROBES).permitAll();
                    if (properties.openMetrics()) {
                        requests.requestMatchers("/actuator/prometheus").permitAll();
                    }
                    requests.anyRequest().authenticated();
                });
    }

    /** What the firewall rejects never reaches a controller: a path with '..', an encoded slash, a control character. */
    @Bean
    RequestRejectedHandler rejected() {
        return (request, response, _) -> answers.refuse(request, response, new Refusal(Refusal.Kind.MALFORMED,
                "the request line or a header has characters that are not allowed there"));
    }

    /** Keeps {@link UserDetailsServiceAutoConfiguration} from making a user with a password that it logs. */
    @Bean
    AuthenticationManager nobodyLogsIn() {
        return authentication -> {
            throw new ProviderNotFoundException("callers are known by their key alone");
        };
    }
}

package dev.fairway.benchmark;

import dev.fairway.inference.json.JsonWriter;
import dev.fairway.inference.json.V2Json;
import dev.fairway.tensor.DataType;
import dev.fairway.tensor.Tensor;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;

/**
 * The service's web server and its reader of requests, with nothing behind them: it reads the floats of a V2 request and
 * answers with ten sums of them. What answering over HTTP costs at least.
 */
final class TrivialEndpoint extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final int SUMS = 10;

    /** @param arguments the port */
    static void main(String... arguments) throws IOException, LifecycleException {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("trivial").toString());
        Connector connector = new Connector();
        connector.setPort(Integer.parseInt(arguments[0]));
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxKeepAliveRequests", "-1");
        connector.getProtocolHandler().setExecutor(new VirtualThreadExecutor("trivial-"));
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "trivial", new TrivialEndpoint()).addMapping("/");
        tomcat.start();
        tomcat.getServer().await();
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = request.getInputStream().readNBytes(request.getContentLength());
        byte[] answer = answer(V2Json.read(body, body.length).inputs().getFirst().tensor().toFloats());
        response.setContentType("application/json");
        response.setContentLength(answer.length);
        response.getOutputStream().write(answer);
    }

    private static byte[] answer(float... values) {
        float[] sums = new float[SUMS];
        for (int i = 0; i < values.length; i++) {
            sums[i % SUMS] += values[i];
        }
        JsonWriter json = new JsonWriter().startObject().name("model_name").string("trivial").name("outputs").startArray();
        json.startObject().name("name").string("y").name("datatype").string("FP32").name("shape").startArray();
        json.number(1).number(SUMS).endArray().name("data");
        json.elements(DataType.FP32, Tensor.of("y", List.of(1, SUMS), sums).data());
        return json.endObject().endArray().endObject().toBytes();
    }
}

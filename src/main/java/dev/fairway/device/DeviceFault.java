package dev.fairway.device;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the failure of a run says about the device that it ran on, judged by the engine's words: libtorch and ONNX Runtime
 * raise one kind of exception for everything, and only CUDA's own text in it tells a wrong input from a broken card.
 */
public enum DeviceFault {
    /** There was not the memory for this run. The device is well; a smaller batch may pass. */
    OUT_OF_MEMORY,
    /**
     * The context is broken or the card is lost: CUDA answers every later call with an error until the process ends
     * (the errors of which the CUDA runtime's documentation says that the process must be terminated and relaunched).
     */
    STICKY,
    /** Nothing; the model or its input is to blame. */
    NONE;

    private static final Pattern MEMORY = Pattern.compile("""
            CUDA out of memory\
            |\\bOutOfMemoryError: (?:CUDA|Allocation on device)\
            |CUDA (?:error|failure \\d+|runtime error \\(2\\))\\s*:\\s*out of memory\
            |CUDA_ERROR_OUT_OF_MEMORY|cudaErrorMemoryAllocation\
            |CU(?:BLAS|DNN|FFT|SPARSE|SOLVER)_STATUS_ALLOC_FAILED\
            |CUDNN_STATUS_INTERNAL_ERROR_(?:DEVICE|HOST)_ALLOCATION_FAILED\
            |CU(?:BLAS|DNN)_STATUS_NOT_INITIALIZED\
            |DefaultCPUAllocator: (?:can't allocate|not enough) memory\
            |BFCArena[^\\n]*(?:Failed to allocate memory|Available memory of)\
            |std::bad_alloc""");

    private static final Pattern BROKEN = Pattern.compile("""
            (?i:CUDA (?:error|failure \\d+|runtime error \\(\\d+\\)|API call failed)\\s*:\\s*(?:\
            device-side assert triggered\
            |an illegal memory access was encountered\
            |an illegal instruction was encountered\
            |misaligned address\
            |invalid program counter\
            |operation not supported on global/shared address space\
            |hardware stack error\
            |unspecified launch failure\
            |the launch timed out and was terminated\
            |uncorrectable ECC error encountered\
            |uncorrectable NVLink error detected\
            |(?:all )?CUDA-capable device(?:s|\\(s\\)) (?:are|is/are) busy or unavailable\
            |no CUDA-capable device is detected\
            |context is destroyed\
            |driver shutting down\
            |unknown error))\
            |CUDA_ERROR_(?:ASSERT|ILLEGAL_ADDRESS|ILLEGAL_INSTRUCTION|MISALIGNED_ADDRESS|LAUNCH_FAILED|LAUNCH_TIMEOUT\
            |ECC_UNCORRECTABLE|NVLINK_UNCORRECTABLE|HARDWARE_STACK_ERROR|DEVICE_UNAVAILABLE)\
            |(?:CUBLAS|CUDNN)_STATUS_(?:EXECUTION_FAILED|INTERNAL_ERROR\\b|MAPPING_ERROR)\
            |GPU is lost|has fallen off the bus""");

    /** By the message of a failure and of all that caused it. */
    public static DeviceFault of(Throwable failure) {
        return of(Stream.iterate(failure, t -> t != null, Throwable::getCause)
                .limit(16)
                .map(t -> String.valueOf(t.getMessage()))
                .collect(Collectors.joining("\n")));
    }

    /**
     * By the text of a failure. A broken device outweighs a lack of memory that is told beside it.
     *
     * <p>Where cuBLAS or cuDNN cannot be initialised, memory is taken to be short, as libtorch itself takes it when it
     * makes a handle; a card that is really broken says so by another error as well.
     */
    public static DeviceFault of(String text) {
        if (BROKEN.matcher(text).find()) {
            return STICKY;
        }
        return MEMORY.matcher(text).find() ? OUT_OF_MEMORY : NONE;
    }

    /**
     * The line of a failure's text that tells of the device, else its first. Engines put stack traces around it, and paths
     * of the machine that they were built on.
     */
    static String told(String text) {
        return text.lines()
                .filter(line -> of(line) != NONE)
                .findFirst()
                .or(() -> text.lines().findFirst())
                .orElse("")
                .strip();
    }
}

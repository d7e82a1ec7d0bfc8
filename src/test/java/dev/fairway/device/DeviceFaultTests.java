package dev.fairway.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages as libtorch, ONNX Runtime and CUDA's libraries have put them in public reports. */
class DeviceFaultTests {

    @ParameterizedTest
    @ValueSource(strings = {
            "CUDA out of memory. Tried to allocate 22.00 MiB. GPU 0 has a total capacity of 23.65 GiB of which 11.06 MiB is free. Including non-PyTorch memory, this process has 23.60 GiB memory in use.",
            "CUDA out of memory. Tried to allocate 264.00 MiB (GPU 0; 2.00 GiB total capacity; 788.51 MiB already allocated; 145.93 MiB free; 1.02 GiB reserved in total by PyTorch)",
            "CUDA error: out of memory\nCUDA kernel errors might be asynchronously reported at some other API call, so the stacktrace below might be incorrect.",
            "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`",
            "CUDA error: CUBLAS_STATUS_NOT_INITIALIZED when calling `cublasCreate(handle)`",
            "cuDNN error: CUDNN_STATUS_ALLOC_FAILED",
            "cuDNN error: CUDNN_STATUS_INTERNAL_ERROR_DEVICE_ALLOCATION_FAILED",
            "Non-zero status code returned while running FusedMatMul node. Name:'MatMul_92_FusedMatMulAndScale' Status Message: /onnxruntime_src/onnxruntime/core/framework/bfc_arena.cc:331 void* onnxruntime::BFCArena::AllocateRawInternal(size_t, bool) Failed to allocate memory for requested buffer of size 8388608000",
            "CUDA failure 2: out of memory ; GPU=0 ; hostname=gpu-1 ; expr=cudaMalloc((void**)&p, size);",
            "[enforce fail at alloc_cpu.cpp:116] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate 400000000000 bytes. Error code 12 (Cannot allocate memory)"})
    void aLackOfMemoryIsNoBrokenDevice(String text) {
        assertThat(DeviceFault.of(text)).isEqualTo(DeviceFault.OUT_OF_MEMORY);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "CUDA error: device-side assert triggered\nCUDA kernel errors might be asynchronously reported at some other API call, so the stacktrace below might be incorrect.\nFor debugging consider passing CUDA_LAUNCH_BLOCKING=1\nCompile with `TORCH_USE_CUDA_DSA` to enable device-side assertions.",
            "cuda runtime error (59) : device-side assert triggered at /home/torch/cutorch/lib/THC/THCTensorCopy.cu:100",
            "CUDA error: an illegal memory access was encountered\nSearch for `cudaErrorIllegalAddress' in https://docs.nvidia.com/cuda for more information.",
            "CUDA error: unspecified launch failure", "CUDA error: the launch timed out and was terminated",
            "CUDA error: misaligned address", "CUDA error: uncorrectable ECC error encountered",
            "CUDA error: all CUDA-capable devices are busy or unavailable",
            "CUDA error: CUDA-capable device(s) is/are busy or unavailable", "CUDA error: unknown error",
            "CUDA error: CUBLAS_STATUS_EXECUTION_FAILED when calling `cublasSgemm( handle, opa, opb, m, n, k, &alpha, a, lda, b, ldb, &beta, c, ldc)`",
            "cuDNN error: CUDNN_STATUS_EXECUTION_FAILED", "cuDNN error: CUDNN_STATUS_INTERNAL_ERROR",
            "CUDA failure 700: an illegal memory access was encountered ; GPU=0 ; hostname=gpu-1 ; expr=cudaMemcpyAsync(dst_data, src_data, bytes, cudaMemcpyHostToDevice, stream);",
            "CUDA API call failed: an illegal memory access was encountered (700)",
            "failed call to cuDevicePrimaryCtxRetain: CUDA_ERROR_ECC_UNCORRECTABLE: uncorrectable ECC error encountered"})
    void whatBreaksTheContextIsSticky(String text) {
        assertThat(DeviceFault.of(text)).isEqualTo(DeviceFault.STICKY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mat1 and mat2 shapes cannot be multiplied (1x3 and 4x2)",
            "The following operation failed in the TorchScript interpreter.\nAssertionError: out of memory",
            "index out of range in self", "Expected all tensors to be on the same device, but found cuda:0 and cpu!",
            "CUDA error: invalid device ordinal",
            "CUDA error: no kernel image is available for execution on the device",
            "CUDA error: invalid configuration argument", "cuDNN error: CUDNN_STATUS_NOT_SUPPORTED",
            "CUDA error: CUBLAS_STATUS_INVALID_VALUE when calling `cublasSgemm(...)`",
            "Cannot reserve 1048576 bytes of direct buffer memory (allocated: 1, limit: 2)", "unknown error"})
    void aModelThatFailsByItselfSaysNothingOfTheDevice(String text) {
        assertThat(DeviceFault.of(text)).isEqualTo(DeviceFault.NONE);
    }

    @Test
    void aBrokenDeviceOutweighsALackOfMemory() {
        assertThat(DeviceFault.of("CUDA out of memory. Tried to allocate 2 MiB\nCUDA error: unknown error"))
                .isEqualTo(DeviceFault.STICKY);
    }

    @Test
    void theCauseCountsHoweverOftenItIsWrapped() {
        var cause = new IllegalStateException("CUDA error: device-side assert triggered");
        assertThat(DeviceFault.of(new CompletionException("a run failed", new RuntimeException(cause))))
                .isEqualTo(DeviceFault.STICKY);
        assertThat(DeviceFault.of(new RuntimeException())).isEqualTo(DeviceFault.NONE);
    }
}

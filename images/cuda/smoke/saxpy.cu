// y = a * x + y, on the GPU where there is one, else by the same code on the host; the result is checked either way.
#include <cstdio>
#include <vector>

__host__ __device__ inline float saxpy(float a, float x, float y) { return a * x + y; }

__global__ void kernel(int n, float a, const float *x, float *y) {
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) y[i] = saxpy(a, x[i], y[i]);
}

int main() {
    const int n = 1 << 16;
    std::vector<float> x(n, 2.0f), y(n, 1.0f);
    int devices = 0;
    bool gpu = cudaGetDeviceCount(&devices) == cudaSuccess && devices > 0;
    if (gpu) {
        float *dx, *dy;
        cudaMalloc(&dx, n * sizeof(float));
        cudaMalloc(&dy, n * sizeof(float));
        cudaMemcpy(dx, x.data(), n * sizeof(float), cudaMemcpyHostToDevice);
        cudaMemcpy(dy, y.data(), n * sizeof(float), cudaMemcpyHostToDevice);
        kernel<<<(n + 255) / 256, 256>>>(n, 3.0f, dx, dy);
        if (cudaMemcpy(y.data(), dy, n * sizeof(float), cudaMemcpyDeviceToHost) != cudaSuccess) return 2;
    } else {
        for (int i = 0; i < n; i++) y[i] = saxpy(3.0f, x[i], y[i]);
    }
    for (float value : y)
        if (value != 7.0f) return 1;
    std::printf("saxpy is right on the %s\n", gpu ? "GPU" : "host");
    return 0;
}

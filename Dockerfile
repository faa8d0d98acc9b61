# docker build --tag feedmill .
# docs/operations.md says how to run it.
FROM node:24-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY *.mjs tsconfig.json ./
COPY src ./src
RUN npm run --silent build

FROM node:24-slim
COPY --from=build /build/dist /feedmill
RUN mkdir /content /out && chown node:node /out
ENV NODE_ENV=production HOST=0.0.0.0 CONTENT_DIR=/content OUT_DIR=/out
VOLUME ["/content", "/out"]
EXPOSE 3000
USER node
HEALTHCHECK --timeout=5s --start-period=5m CMD ["node", "-e", "\
  const port = process.env.FEEDMILL_PORT || process.env.PORT || 3000; \
  const address = isNaN(port) ? { socketPath: port } : { host: '127.0.0.1', port }; \
  require('http').get({ ...address, path: '/readyz' }, ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1)) \
    .on('error', () => process.exit(1))"]
ENTRYPOINT ["node", "/feedmill/main.js"]
CMD ["start"]

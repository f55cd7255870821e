#!/usr/bin/env node
import { config as readDotEnv } from 'dotenv'
import { run } from './run.ts'

readDotEnv({ quiet: true })
process.exitCode = await run(process.argv.slice(2), process.env)

import 'openai';
import { tellCost } from './tell-cost.mjs';

tellCost();

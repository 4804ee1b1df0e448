import { unknownRoute } from '@/lib/web/api-route';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = unknownRoute();
